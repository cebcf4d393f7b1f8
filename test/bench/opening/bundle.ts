import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** One file of the bench for a browser, with what it imports, minified. `path`: below `test/bench`. */
export async function bundle(path: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      write: false,
      modulePreload: false,
      lib: { entry: fileURLToPath(new URL(`../${path}`, import.meta.url)), formats: ['es'] },
      rolldownOptions: { output: { minify: true, comments: false } },
    },
  });
  const [output] = Array.isArray(built) ? built : [];
  const [chunk] = output?.output ?? [];
  if (chunk?.type !== 'chunk') throw new Error(`no bundle was made of ${path}`);
  return chunk.code;
}
