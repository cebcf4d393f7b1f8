import type { InlineConfig } from 'vite';

/** How the server is bundled: one file per entry and what they share. Packages stay imports, for npm installs them. */
export const serverBuild = (outDir: string): InlineConfig => ({
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    target: 'node20',
    outDir,
    assetsDir: 'chunks',
    sourcemap: true,
    minify: false,
    rolldownOptions: { input: { index: 'server/index.ts', cli: 'server/cli/kasir.ts' } },
  },
});
