import { setTimeout } from 'node:timers/promises';
import { environment } from '../main.ts';
import { serverOf, ServerCallFailed, type CallServer } from './call-server.ts';
import { eventRow } from './event-row.ts';
import { EXIT_UNAVAILABLE } from './exit-codes.ts';
import { followEvents, type LoggedEvent } from './follow-events.ts';
import { eventForwarder, type ForwardEvent } from './forward-event.ts';
import type { Options } from './options.ts';
import { printable } from './table.ts';

const POLL_MS = 1_000;

export interface ListenDeps {
  readonly call: CallServer;
  readonly print: (text: string) => unknown;
  /** For what is no event. */
  readonly tell: (text: string) => unknown;
  readonly wait: (ms: number) => Promise<unknown>;
}

const ofProcess = (): ListenDeps => ({
  call: serverOf(environment),
  print: (text) => process.stdout.write(text),
  tell: (text) => process.stderr.write(text),
  wait: (ms) => setTimeout(ms),
});

/**
 * `listen`: prints the events of the running server as they happen, and forwards them to a shop on this machine. Runs
 * until it is interrupted; a server that is away for a while is waited for. Nothing is acknowledged: the server's own
 * deliveries go on as they would.
 *
 * @throws {CommandFailed} for an address that is not of this machine
 */
export async function listen(options: Options, deps: ListenDeps = ofProcess()): Promise<never> {
  const { after, types } = options;
  const url = options['forward-to'];
  const forward = typeof url === 'string' ? await eventForwarder(url, environment, deps.tell) : undefined;
  const chosen = typeof types === 'string' ? new Set(types.split(',').map((type) => type.trim())) : undefined;
  deps.tell(`listening for events${forward === undefined ? '' : `, forwarding to ${String(url)}`}; end with Ctrl+C\n`);
  const next = followEvents(deps.call, typeof after === 'string' ? after : 'latest');
  let isAway = false;
  for (;;) {
    const events = await next().catch((error: unknown) => {
      if (!(error instanceof ServerCallFailed) || error.exitCode !== EXIT_UNAVAILABLE) throw error;
      if (!isAway) deps.tell(`${error.message}; waiting for it\n`);
      isAway = true;
    });
    if (events !== undefined && isAway) {
      deps.tell('the server answers again\n');
      isAway = false;
    }
    for (const event of events ?? [])
      if (chosen === undefined || chosen.has(event.type)) await show(event, options['json'] === true, forward, deps);
    if (events === undefined || events.length === 0) await deps.wait(POLL_MS);
  }
}

async function show(
  event: LoggedEvent,
  isJson: boolean,
  forward: ForwardEvent | undefined,
  { print }: ListenDeps,
): Promise<void> {
  const answer = await forward?.(event);
  const line = isJson
    ? JSON.stringify(answer === undefined ? event : { ...event, forwarded: answer })
    : [event.timestamp, ...eventRow(event).slice(1, 3), event.id, answer?.status ?? answer?.error].join('  ').trimEnd();
  print(`${isJson ? line : printable(line)}\n`);
}
