import { fork } from 'node:child_process';
import { z } from 'zod';
import { environment } from '../../main.ts';
import { CommandFailed } from '../command-failed.ts';
import { fail } from './finding.ts';
import type { CheckResult } from './run-checks.ts';

/** Set in the environment of the process that examines. Not `KASIR_…`: unknown ones are faults. */
const MARK = '_KASIR_DOCTOR_EXAMINES';

/** What the examining process sends: first the ids of all checks, then each result. */
const examinationMessage = z.union([
  z.object({ ids: z.array(z.string()), canRead: z.boolean() }),
  z.object({
    id: z.string(),
    status: z.enum(['pass', 'warn', 'fail', 'skip']),
    message: z.string(),
    fix: z.string().exactOptional(),
  }),
]);
type ExaminationMessage = z.infer<typeof examinationMessage>;

export interface Examined {
  /** The configuration could be read. */
  readonly canRead: boolean;
  readonly results: readonly CheckResult[];
}

export interface ExamineApartOptions {
  /** The program and its words: the same call of `kasir doctor`. */
  readonly argv?: readonly string[];
  readonly giveUpMs?: number;
}

/** Later than the examination ends by itself, and early enough for all to be over within 30 s. */
const GIVE_UP_MS = 19_000;

export const isExaminingProcess = (): boolean => environment[MARK] !== undefined && process.send !== undefined;

/** From the examining process to the one that prints. Resolves when it has been handed over. */
export const sendToParent = (message: ExaminationMessage): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(message, () => resolve());
  });

/**
 * Examines in a process of its own, which is killed if it hangs: a file system that does not answer blocks a process in
 * ways that nothing in it can end. What it had found by then is kept.
 *
 * @returns `undefined` where it hangs before the first check
 * @throws {CommandFailed} where it ends before that
 */
export async function examineApart({
  argv = process.argv.slice(1),
  giveUpMs = GIVE_UP_MS,
}: ExamineApartOptions = {}): Promise<Examined | undefined> {
  const [program = '', ...words] = argv;
  const child = fork(program, words, {
    env: { ...environment, [MARK]: '1' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let ids: readonly string[] | undefined;
  let canRead = true;
  const results = new Map<string, CheckResult>();
  const isHung = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(true), giveUpMs);
    const end = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    child.on('message', (message) => {
      const parsed = examinationMessage.safeParse(message).data;
      if (parsed === undefined) return;
      if ('ids' in parsed) ({ ids, canRead } = parsed);
      else results.set(parsed.id, parsed);
      if (ids !== undefined && results.size === ids.length) end();
    });
    child.once('exit', end).once('error', end);
  });
  child.kill('SIGKILL');
  if (ids === undefined && !isHung) throw new CommandFailed('the examination ended before its first check');
  return ids && { canRead, results: ids.map((id) => results.get(id) ?? { id, ...hung(id, giveUpMs) }) };
}

const hung = (id: string, ms: number) =>
  fail(
    `no result after ${ms / 1_000} s: what it reads does not answer`,
    `find out which file or disk hangs behind ${id}: the paths in DATABASE_URL and in the …_FILE variables`,
  );
