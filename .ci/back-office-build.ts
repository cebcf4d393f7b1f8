import type { InlineConfig } from 'vite';

/** How the page of the back office is bundled: one file, and the licences of what is in it. */
export const backOfficeBuild = (outDir: string): InlineConfig => ({
  configFile: false,
  logLevel: 'warn',
  build: {
    target: 'es2022',
    outDir,
    emptyOutDir: true,
    license: { fileName: 'THIRD-PARTY.md' },
    lib: { entry: { 'back-office': 'server/admin/ui/back-office.ts' }, formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js', minify: true, comments: false } },
  },
});
