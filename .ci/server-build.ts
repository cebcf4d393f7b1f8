import type { InlineConfig } from 'vite';

/**
 * Packages of hundreds of modules, each of which Node would find, read and link at every start, for the few that the
 * server uses: together a quarter of the time until it is ready, and 13 MiB. Neither of them opens a file or a
 * connection.
 */
const BUNDLED = ['kysely', 'zod'];

/**
 * How the server is bundled: one file per entry, what they share, and what is loaded later. Other packages stay imports,
 * for npm installs them.
 */
export const serverBuild = (outDir: string): InlineConfig => ({
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: BUNDLED },
  build: {
    ssr: true,
    target: 'node20',
    outDir,
    assetsDir: 'chunks',
    sourcemap: true,
    minify: false,
    license: { fileName: 'THIRD-PARTY.md' },
    rolldownOptions: {
      input: { index: 'server/index.ts', cli: 'server/cli/kasir.ts' },
      // Node keeps the text of every file that it runs in memory.
      output: { comments: false },
    },
  },
});
