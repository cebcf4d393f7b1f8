import { eventViewSchema } from '../../shared/api/event-view.ts';
import { pathTo } from '../../shared/api/routes.ts';
import { environment } from '../main.ts';
import { serverOf, type CallServer } from './call-server.ts';
import { eventRow } from './event-row.ts';
import { listPages } from './list-pages.ts';
import { printPages } from './print-pages.ts';
import type { Options } from './options.ts';

/** `events list`: oldest first. */
export async function listEvents(options: Options, call: CallServer = serverOf(environment)): Promise<void> {
  const list = await listPages(call, pathTo('listEvents'), { after: options['after'] }, options, eventViewSchema);
  const names = ['event', 'type', 'about', 'at', 'delivery', 'tries', 'answer'];
  printPages(options, list, names, (event) => {
    const { status, attempts, lastAnswer } = event.delivery;
    return [...eventRow(event), status, attempts, lastAnswer?.status ?? lastAnswer?.error];
  });
}
