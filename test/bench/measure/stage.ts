import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type ChildServer } from './child-server.ts';
import { startServer, type MeasuredServer, type MeasuredServerOptions } from './measured-server.ts';

/** What a bench needs around it. All of it ends with the bench. */
export interface Stage {
  /** On the disk. */
  readonly folder: string;
  child(...parameters: Parameters<typeof startChild>): Promise<ChildServer>;
  server(options: MeasuredServerOptions): Promise<MeasuredServer>;
}

export async function withStage<T>(use: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kasir-bench-'));
  const ends: (() => Promise<void>)[] = [];
  try {
    return await use({
      folder,
      async child(...parameters) {
        const child = await startChild(...parameters);
        ends.push(child.stop);
        return child;
      },
      async server(options) {
        const server = await startServer(options);
        ends.push(() => server.end('SIGKILL'));
        return server;
      },
    });
  } finally {
    await Promise.all(ends.map((end) => end()));
    rmSync(folder, { recursive: true, force: true });
  }
}
