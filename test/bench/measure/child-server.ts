import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { onCore } from './cores.ts';
import { endsWithUs } from './ends-with-us.ts';
import { processUsage, type ProcessUsage } from './process-usage.ts';

/** A floor or a stub in a process of its own. */
export interface ChildServer {
  readonly port: number;
  usage(): ProcessUsage;
  /** Sends `POST <path>` and returns the answer. */
  tell(path: string): Promise<unknown>;
  stop(): Promise<void>;
}

const listeningLine = z.object({ port: z.int() });

/** Starts a file below `test/bench/`, which prints its port as JSON when it listens. */
export async function startChild(
  file: string,
  parameters: readonly string[],
  core: number | undefined,
): Promise<ChildServer> {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const [program = '', ...rest] = onCore(core, [process.execPath, '--import', 'tsx', path, ...parameters]);
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  endsWithUs(child);
  const ended = once(child, 'exit');
  const port = await Promise.race([
    once(child.stdout, 'data').then(([line]) => listeningLine.parse(JSON.parse(String(line))).port),
    ended.then(() => {
      throw new Error(`${file} ended before it listened`);
    }),
  ]);
  return {
    port,
    usage: () => processUsage(child.pid ?? 0),
    async tell(toPath) {
      const response = await fetch(`http://127.0.0.1:${port}${toPath}`, { method: 'POST' });
      return (await response.json()) as unknown;
    },
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
