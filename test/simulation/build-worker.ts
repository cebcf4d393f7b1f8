import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface BuiltWorker {
  /** Where schedules run. */
  readonly worker: string;
  /** Loaded before it: virtual time and seeded randomness. */
  readonly preload: string;
  /** Removes it again. */
  remove(): void;
}

/** Bundles the program that runs schedules: that takes less time than many schedules save by it. */
export async function buildWorker(name: string, plugins: Plugin[] = []): Promise<BuiltWorker> {
  // Below node_modules, so that the bundle finds the same packages.
  const outDir = join(ROOT, 'node_modules/.cache/kasir', `simulation-${process.pid}-${name}`);
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins,
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          worker: join(ROOT, 'test/simulation/worker.ts'),
          preload: join(ROOT, 'test/simulation/runtime/installed.ts'),
        },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  return {
    worker: join(outDir, 'worker.mjs'),
    preload: join(outDir, 'preload.mjs'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}
