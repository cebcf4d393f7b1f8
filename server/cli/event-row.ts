import type { EventView } from '../../shared/api/event-view.ts';

/** An event in a table: its id, type, what it is about and when it was. */
export const eventRow = ({
  id,
  type,
  data,
  timestamp,
}: Pick<EventView, 'id' | 'type' | 'data' | 'timestamp'>): string[] => [
  id,
  type,
  data?.payout?.id ?? data?.checkout?.id ?? 'cannot be decrypted',
  timestamp,
];
