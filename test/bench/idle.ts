import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { figure, skipped, type Figure } from './figure.ts';
import { OUTSIDE_CORE } from './measure/cores.ts';
import { whyNoUsage } from './measure/process-usage.ts';
import { median } from './measure/quantile.ts';
import { withStage } from './measure/stage.ts';

const STARTS = 5;
const IDLE_MS = 3_000;

/** How long a start takes, and what the server needs while nothing happens. */
export function measureIdle(): Promise<readonly Figure[]> {
  return withStage(async ({ folder, child, server: serve }) => {
    const stub = await child('stubs/provider.ts', [], OUTSIDE_CORE);
    const settings = { providerPort: stub.port, databaseUrl: `file:${join(folder, 'kasir.db')}` };
    const first = await serve(settings);
    await first.end('SIGKILL');
    const times: number[] = [];
    for (let start = 1; start < STARTS; start += 1) {
      const server = await serve(settings);
      times.push(server.readyInMs);
      await server.end('SIGKILL');
    }
    const server = await serve(settings);
    times.push(server.readyInMs);
    await sleep(IDLE_MS);
    const name = 'idle memory';
    return [
      figure({
        name: 'start until ready',
        value: median(times),
        unit: 'ms',
        target: { most: 1_000, aim: 500 },
        of: `/readyz answers 200; median of ${times.length}, with a database of its version; a new one ${Math.round(first.readyInMs)} ms`,
      }),
      whyNoUsage === undefined
        ? figure({
            name,
            value: server.usage().rssMiB,
            unit: 'MiB',
            target: { most: 110, aim: 90 },
            of: `resident, ${IDLE_MS / 1_000} s after the start`,
          })
        : skipped(name, whyNoUsage),
    ];
  });
}
