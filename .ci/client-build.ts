import type { InlineConfig } from 'vite';

/** The client of shops, `@kasir/server/client`: one file that imports nothing, so that it runs in every runtime. */
export const clientBuild = (outDir: string): InlineConfig => ({
  configFile: false,
  logLevel: 'warn',
  build: {
    target: 'es2022',
    outDir,
    // The server's bundle is there already.
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
    modulePreload: false,
    lib: { entry: { client: 'server/client/index.ts' }, formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js' } },
  },
});
