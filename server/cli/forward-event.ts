import { randomBytes } from 'node:crypto';
import type { Environment } from '../config/fault.ts';
import { isLoopbackHost } from '../config/loopback.ts';
import { readSecretFile, withFiles } from '../config/secret-files.ts';
import { eventHeaders } from '../jobs/event-headers.ts';
import { EXIT_CONFIG } from '../main.ts';
import { CommandFailed } from './command-failed.ts';
import { EXIT_USAGE } from './exit-codes.ts';
import type { LoggedEvent } from './follow-events.ts';

/** What the shop answered, or why it did not. */
export interface ForwardAnswer {
  readonly status?: number;
  readonly error?: string;
}

export type ForwardEvent = (event: LoggedEvent) => Promise<ForwardAnswer>;

const TIMEOUT_MS = 10_000;

/**
 * Posts events as the server would, signed by every secret of `KASIR_WEBHOOK_SECRET`, or by a new one that is told. Only
 * to this machine: a live shop must not receive the events of a sandbox.
 *
 * @throws {CommandFailed} for another address, and for a secret that cannot be used
 */
export async function eventForwarder(
  url: string,
  environment: Environment,
  tell: (text: string) => unknown,
  now: () => number = Date.now,
): Promise<ForwardEvent> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol) || !isLoopbackHost(new URL(url).hostname))
    throw new CommandFailed('--forward-to must be an address of this machine: http://localhost:3000/…', EXIT_USAGE);
  const secrets = secretsOf(environment, tell);
  return async ({ id, type, timestamp, data }) => {
    if (data === null) return { error: 'cannot be decrypted' };
    const body = JSON.stringify({ type, timestamp, data });
    const at = new Date(now());
    try {
      const { status } = await fetch(url, {
        method: 'POST',
        headers: eventHeaders(id, body, at, secrets),
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status };
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      return { error: cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer' };
    }
  };
}

function secretsOf(environment: Environment, tell: (text: string) => unknown): readonly string[] {
  const variable = 'KASIR_WEBHOOK_SECRET';
  const filled = withFiles(environment, { secret: [variable] }, readSecretFile);
  const [fault] = filled.faults;
  if (fault !== undefined) throw new CommandFailed(`${fault.variable} ${fault.message}`, EXIT_CONFIG);
  const given = filled.environment[variable]?.split(',').map((secret) => secret.trim());
  if (given !== undefined) return given;
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  tell(`KASIR_WEBHOOK_SECRET is not set: events are signed with ${secret}, for this run\n`);
  return [secret];
}
