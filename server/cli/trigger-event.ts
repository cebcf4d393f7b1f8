import { triggerEventResponse } from '../../shared/api/trigger-event.ts';
import { EVENT_TYPES } from '../../shared/event-type.ts';
import { pathTo } from '../../shared/api/routes.ts';
import { environment } from '../main.ts';
import { serverOf, type CallServer } from './call-server.ts';
import { CommandFailed } from './command-failed.ts';
import { EXIT_FAILURE, EXIT_USAGE } from './exit-codes.ts';
import { printResult } from './print-result.ts';

/** `events trigger`: has the server send a made-up event to the shop. Exits with 1 unless the shop acknowledges it. */
export async function triggerEvent(
  type: string,
  isJson: boolean,
  call: CallServer = serverOf(environment),
): Promise<void> {
  if (!EVENT_TYPES.some((each) => each === type))
    throw new CommandFailed(`"${type.slice(0, 60)}" is no event type; there are ${EVENT_TYPES.join(', ')}`, EXIT_USAGE);
  const answer = triggerEventResponse.parse(await call('POST', pathTo('triggerEvent'), { type }));
  const { id, status, error } = answer;
  printResult(
    isJson,
    answer,
    `${id} (${type}): the shop ${status === undefined ? `did not answer (${error})` : `answered ${status}`}\n`,
  );
  if (status === undefined || status < 200 || status > 299) process.exitCode = EXIT_FAILURE;
}
