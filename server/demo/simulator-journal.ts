import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import {
  FAULT_KINDS,
  OPERATIONS,
  PAYOUT_DECISIONS,
  RARE_ACTIONS,
  SIMULATOR_ACTIONS,
} from '../providers/simulation/simulator.ts';

const faultSchema = z.object({
  operation: z.enum(OPERATIONS),
  kind: z.enum(FAULT_KINDS),
  times: z.optional(z.number()),
  status: z.optional(z.number()),
  code: z.optional(z.string()),
  delayMs: z.optional(z.number()),
});

/** A status, 0 for none; with the words of the answer where it had any, for they may be what counts. */
const answerSchema = z.union([z.int(), z.object({ status: z.int(), text: z.string() })]);
export type NoticeAnswer = z.infer<typeof answerSchema>;

/** Everything that can change a simulated provider. */
const commandSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('handle'),
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
  z.object({
    do: z.literal('perform'),
    id: z.string(),
    action: z.enum([...SIMULATOR_ACTIONS, ...RARE_ACTIONS]),
    amount: z.optional(z.number()),
  }),
  z.object({ do: z.literal('decide'), id: z.string(), decision: z.enum(PAYOUT_DECISIONS) }),
  z.object({ do: z.literal('fail'), fault: faultSchema }),
  z.object({ do: z.literal('silence'), silent: z.boolean() }),
  /** Lets happen what is due by the clock. */
  z.object({ do: z.literal('settle') }),
  /** Sends the notifications that are due; `answers` are what came back. */
  z.object({ do: z.literal('notify'), answers: z.array(answerSchema) }),
]);
export type Command = z.infer<typeof commandSchema>;

/** A deed, when it was done, and what its random numbers were made of. */
const entrySchema = z.object({ at: z.number(), seed: z.string(), command: commandSchema });
export type JournalEntry = z.infer<typeof entrySchema>;

export interface SimulatorJournal {
  /** Oldest first, as the file held them when it was opened. */
  readonly entries: readonly JournalEntry[];
  append(entry: JournalEntry): void;
}

/**
 * One line of JSON per deed. It is in the operating system's hands when `append` returns: enough to survive the death
 * of the process, which is what a simulator has to survive. A line that was cut short is dropped.
 */
export function openSimulatorJournal(path: string): SimulatorJournal {
  mkdirSync(dirname(path), { recursive: true });
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const lines = text.split('\n');
  const unfinished = lines.pop() ?? '';
  if (unfinished !== '') appendFileSync(path, '\n');
  const entries = lines.flatMap((line) => {
    const entry = readLine(line);
    return entry ? [entry] : [];
  });
  return {
    entries,
    append: (entry) => appendFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 }),
  };
}

function readLine(line: string): JournalEntry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
