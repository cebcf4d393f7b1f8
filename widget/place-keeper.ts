import type { ChannelView, SessionView } from '../shared/api/views.ts';
import { isList } from './screen-name.ts';
import type { ChannelFormState } from './screens/channel-form-state.ts';
import type { Snapshot } from './session/snapshot.ts';

/**
 * Of one list: to be told of every change of the session. A channel that is no longer offered keeps its place, so that
 * nothing moves under the customer's finger.
 */
export function placeKeeper(form: ChannelFormState): (snapshot: Snapshot) => void {
  /** Whose channels are on the screen. */
  let listed: SessionView | undefined;
  return ({ state, session }) => {
    const before = listed;
    listed = session && isList(state) ? session : undefined;
    if (!listed || before?.checkout.id !== listed.checkout.id) form.places = undefined;
    else if (before.channels !== listed.channels)
      form.places = placesOf(form.places ?? before.channels, listed.channels);
  };
}

/** What was shown, in its order, and then what is new; `undefined` where all that was shown is offered. */
function placesOf(shown: readonly ChannelView[], offered: readonly ChannelView[]): readonly ChannelView[] | undefined {
  const now = new Map(offered.map((channel) => [channel.code, channel]));
  const before = new Set(shown.map(({ code }) => code));
  if (shown.every(({ code }) => now.has(code))) return undefined;
  return [
    ...shown.map((channel) => now.get(channel.code) ?? channel),
    ...offered.filter(({ code }) => !before.has(code)),
  ];
}
