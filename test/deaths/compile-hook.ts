import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the hook for a server that runs without tsx. Returns the file for `--import`. */
export async function compileHook(): Promise<string> {
  // Below node_modules, so that the hook loads the same drivers as the server.
  const outDir = join(ROOT, 'node_modules/.cache/kasir', `deaths-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      rolldownOptions: {
        input: { preload: fileURLToPath(new URL('hook/preload.ts', import.meta.url)) },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  return join(outDir, 'preload.mjs');
}
