import { fileURLToPath } from 'node:url';
import { build, createServer, type InlineConfig } from 'vite';

const root = fileURLToPath(new URL('page', import.meta.url));
const repository = fileURLToPath(new URL('../..', import.meta.url));

const config = (outDir: string): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'warn',
  base: './',
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // Fonts stay files of their own, loaded for the letters that are shown.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { input: `${root}/stage.html` },
  },
});

/** Builds the page of one state: two hundred screenshots do not load two hundred sources each. Returns its folder. */
export async function buildStage(): Promise<string> {
  const folder = `${repository}node_modules/.cache/kasir/gallery`;
  await build(config(folder));
  return folder;
}

/** The gallery to look at: a change of a source shows at once. */
export async function serveSources(port: number): Promise<string> {
  const server = await createServer({
    ...config(''),
    server: { host: '127.0.0.1', port, fs: { allow: [repository] } },
  });
  await server.listen();
  const [address] = server.resolvedUrls?.local ?? [];
  if (address === undefined) throw new Error('the gallery is not served');
  return address;
}
