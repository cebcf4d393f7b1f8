import { z } from 'zod';
import { pathTo } from '../../shared/api/routes.ts';
import { environment } from '../main.ts';
import { serverOf, type CallServer } from './call-server.ts';

const redelivered = z.object({ id: z.string(), type: z.string() });

/** Queues an event for redelivery by the running server. */
export async function redeliver(
  id: string | undefined,
  call: CallServer = serverOf(environment),
  print: (text: string) => unknown = (text) => process.stdout.write(text),
): Promise<void> {
  const event = redelivered.parse(await call('POST', pathTo('redeliverEvent', { id: id ?? '' }), {}));
  print(`${event.id} (${event.type}) is queued for redelivery\n`);
}
