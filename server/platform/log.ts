import {
  destination as standardOutput,
  pino,
  stdTimeFunctions,
  type DestinationStream,
  type LevelWithSilent,
} from 'pino';
import type { Log } from '../payments/ports/ports.ts';
import { madeFrom } from './made-from.ts';
import { createCensor, createRedactor } from './redact.ts';
import { traceFacts } from './tracing.ts';

export interface LogOptions {
  readonly level: LevelWithSilent;
  /** Where lines are written. Default: standard output. */
  readonly destination?: DestinationStream;
  /** Names whose values are never written, besides those in `redact.ts`. */
  readonly secretNames: readonly string[];
  /** Values that are never written under any name. Those shorter than 8 characters are not searched for. */
  readonly secrets: readonly string[] | (() => readonly string[]);
}

/**
 * One JSON object for each line: `level`, `time` (ISO 8601 UTC), the facts, `traceId` and `spanId` where the process
 * records traces, `msg`. Secrets are removed twice: by the names
 * of members, and by value from the finished line. Errors show name, message, code and causes; stacks at `debug` only.
 */
export function createLog({
  level,
  destination = standardOutput({ dest: 1, sync: true }),
  secretNames,
  secrets,
}: LogOptions): Log {
  const censor = madeFrom(typeof secrets === 'function' ? secrets : () => secrets, createCensor);
  const logger = pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: (line) => censor()(line) },
    },
    destination,
  );
  const redacted = createRedactor({ secretNames, withStacks: logger.isLevelEnabled('debug') });
  /** Never throws, whatever the facts are. */
  const redact = (facts: object): object => {
    try {
      return redacted(facts);
    } catch {
      return { facts: 'could not be read' };
    }
  };
  const write =
    (at: keyof Log) =>
    (facts: object, message: string): void => {
      if (logger.isLevelEnabled(at)) logger[at]({ ...redact(facts), ...traceFacts() }, message);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
