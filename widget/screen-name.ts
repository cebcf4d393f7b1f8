import type { Localization } from './localization.ts';
import type { Snapshot } from './session/snapshot.ts';

/** The list is on the screen. */
export const isList = (state: Snapshot['state']): boolean => state === 'choosing' || state === 'paying';

/** A name that differs for each screen; empty while there is no more than a skeleton. */
export function screenName({ state, session, payment }: Snapshot, { messages }: Localization): string {
  if (!messages || state === 'loading') return '';
  if (isList(state)) return session ? 'choose' : '';
  return `${state} ${payment?.id ?? ''}`;
}
