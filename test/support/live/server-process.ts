import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** A `kasir serve` of the built package, in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Resolves when it listens, or was killed before that. Rejects with its output when it ended by itself. */
  readonly started: Promise<void>;
  /** Milliseconds from the start of the process until it listened; absent before that. */
  readonly startedInMs: number | undefined;
  readonly isRunning: boolean;
  /** Everything it has logged so far. */
  readonly output: string;
  /** What the process wrote to its file descriptor 3. */
  readonly marks: string;
  /** Resolves when it has ended, by itself or by a signal. */
  readonly ended: Promise<void>;
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGUSR2'): void;
}

export interface ServerProcessOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Further arguments of Node, for instance `--import` of a hook. */
  readonly nodeArguments?: readonly string[];
  /** Called with what the process writes to its file descriptor 3, as it comes. */
  readonly onMark?: (mark: string) => void;
}

const PROGRAM = 'server/dist/cli.js';
const START_TIMEOUT_MS = 60_000;
const MOST_OUTPUT = 4_000_000;

/** Starts the server, which must have been built. */
export function spawnServer({
  environment,
  nodeArguments = [],
  onMark = () => undefined,
}: ServerProcessOptions): ServerProcess {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...nodeArguments, PROGRAM, 'serve'], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let marks = '';
  let startedInMs: number | undefined;
  const ended = once(child, 'exit').then(() => undefined);
  const listening = new Promise<void>((resolve) => {
    const keep = (text: string): void => {
      output = `${output}${text}`.slice(-MOST_OUTPUT);
      if (startedInMs !== undefined || !output.includes('"msg":"listening"')) return;
      startedInMs = performance.now() - startedAt;
      resolve();
    };
    collect(child.stdout, keep);
    collect(child.stderr, keep);
  });
  collect(child.stdio[3], (text) => {
    marks += text;
    onMark(text);
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), START_TIMEOUT_MS);
  const started = Promise.race([listening, ended]).then(() => {
    clearTimeout(timer);
    if (child.exitCode !== null) throw new Error(`the server did not start:\n${output}`);
  });
  return {
    url: `http://127.0.0.1:${environment['PORT'] ?? ''}`,
    started,
    ended,
    get startedInMs() {
      return startedInMs;
    },
    get isRunning() {
      return child.exitCode === null && child.signalCode === null;
    },
    get output() {
      return output;
    },
    get marks() {
      return marks;
    },
    kill: (signal) => void child.kill(signal),
  };
}

function collect(stream: unknown, keep: (text: string) => void): void {
  (stream as Readable).on('data', (chunk: Buffer) => keep(chunk.toString('utf8')));
}
