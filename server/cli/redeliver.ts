import { z } from 'zod';
import { pathTo } from '../../shared/api/routes.ts';
import { environment } from '../main.ts';
import { serverOf, type CallServer } from './call-server.ts';
import { printResult } from './print-result.ts';

const redelivered = z.looseObject({ id: z.string(), type: z.string() });

/** Queues an event for redelivery by the running server. */
export async function redeliver(id: string, isJson: boolean, call: CallServer = serverOf(environment)): Promise<void> {
  const event = redelivered.parse(await call('POST', pathTo('redeliverEvent', { id }), {}));
  printResult(isJson, event, `${event.id} (${event.type}) is queued for redelivery\n`);
}
