import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles a hook for a server that runs without tsx. Returns the file for `--import`. */
export async function compileHook(name: 'preload' | 'full-disk' = 'preload'): Promise<string> {
  // Below node_modules, so that the hook loads the same drivers as the server.
  const outDir = join(ROOT, 'node_modules/.cache/kasir', `deaths-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input: fileURLToPath(new URL(`hook/${name}.ts`, import.meta.url)),
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  return join(outDir, `${name}.mjs`);
}
