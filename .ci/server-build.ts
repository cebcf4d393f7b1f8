import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

/**
 * Packages of dozens to hundreds of modules, each of which Node would find, read and link at every start, for the few that
 * the server uses: together a third of the time until it is ready, and 13 MiB. None of them opens a connection.
 */
const BUNDLED = [
  'kysely',
  'zod',
  // With everything that these require.
  'prom-client',
  'tdigest',
  'bintrees',
  '@opentelemetry/api',
];

/** What a start loads of the providers: their facts and gateways, and not the HTTP client, simulators and diagnostics. */
const GATEWAYS = /\/server\/providers\/(?!http\.ts|simulat|.*(?:simulator|diagnostics|scenario))/;

/**
 * How the server is bundled: one file per entry, what they share, and what is loaded later. Other packages stay imports,
 * for npm installs them.
 */
export const serverBuild = (outDir: string): InlineConfig => ({
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: BUNDLED },
  // Required by one package and imported by us: once is enough.
  resolve: { alias: { '@opentelemetry/api': fileURLToPath(import.meta.resolve('@opentelemetry/api')) } },
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
      output: {
        // Node keeps the text of every file that it runs in memory.
        comments: false,
        // Else what the doctor shares with the gateways would be a file each, found and read at every start.
        codeSplitting: { groups: [{ name: 'providers', test: GATEWAYS }] },
      },
    },
  },
});
