import { z } from 'zod';
import { eventViewSchema, type EventView } from '../../shared/api/event-view.ts';
import { pathTo } from '../../shared/api/routes.ts';
import type { CallServer } from './call-server.ts';

export type LoggedEvent = EventView;

const page = z.object({
  // As the server wrote them: an event is forwarded with members that this version does not know.
  data: z.array(z.custom<LoggedEvent>((event) => z.safeParse(eventViewSchema, event).success)),
  nextCursor: z.string().nullable(),
});

/**
 * Reads the event log from a place on: each call returns the events since the last one, none where there are none yet.
 *
 * @param after the id of an event, or `latest`
 */
export function followEvents(call: CallServer, after: string): () => Promise<readonly LoggedEvent[]> {
  let from: Readonly<Record<string, string>> = { after };
  return async () => {
    const query = new URLSearchParams({ ...from, limit: '100' });
    const { data, nextCursor } = page.parse(await call('GET', `${pathTo('listEvents')}?${query}`));
    const last = data.at(-1);
    if (last !== undefined) from = { after: last.id };
    // An empty log has no place to continue at: its first event is the next.
    else if (from['after'] === 'latest') from = nextCursor === null ? {} : { cursor: nextCursor };
    return data;
  };
}
