/** The page that explains the table below, and that a broken row is reported with. */
export const ARCHITECTURE = '.github/ARCHITECTURE.md';

/**
 * "Who may import whom", as data. The first row whose `folder` contains a file applies to it.
 *
 * `may` lists what is allowed: a folder of ours (ends in `/`), a file of ours (ends in `.ts`), or a package. A package
 * name allows its subpaths too, `node:crypto` only itself. `type ` in front of any of them allows types alone. `own/` is the folder
 * directly below `folder` that contains the importing file: a provider may import itself and no other provider. `seam/`
 * is every file directly in `server/providers/` or `server/providers/simulation/`, except the two that list the
 * providers; `simulators/` is every simulator.
 */
export interface Row {
  readonly folder: string;
  readonly may: readonly string[];
  /** Never allowed, even where `may` allows a folder around it. */
  readonly butNot?: readonly string[];
}

/** Node's own modules without I/O. */
const PURE_NODE = ['node:buffer', 'node:crypto', 'node:querystring', 'node:url', 'node:util'];
const ANY_NODE = ['node:'];
/** Imports nothing of ours: the type of a value that must not be printed. */
const SECRET = 'server/platform/secret.ts';
/** The types that `payments/ports/ports.ts` is written in; its values (lists of names) only where rows are parsed. */
const GLOSSARY = 'type server/payments/model/model.ts';
/** These wire everything together. No other row allows them, so only each other and tests may import them. */
const WIRING = [
  'server/main.ts',
  'server/demo/run-demo.ts',
  'server/app.ts',
  'server/index.ts',
  'server/create-kasir.ts',
  'server/compose.ts',
  'server/compose-options.ts',
  'server/platform/log-of-config.ts',
  'server/connect-providers.ts',
  'server/instrumentation.ts',
  'server/outbound-http.ts',
  'server/config/config.ts',
  'server/cli/',
];

export const TABLE: readonly Row[] = [
  ...WIRING.map((folder) => ({ folder, may: ['server/', 'shared/', '*'] })),

  { folder: 'shared/', may: ['shared/', 'zod/mini'] },

  { folder: 'widget/session/', may: ['widget/session/', 'shared/', 'zod/mini'] },
  // A server in memory, for the tests of shops: nothing that a customer loads.
  { folder: 'widget/testing/', may: ['widget/testing/', 'shared/'] },
  { folder: 'widget/react/', may: ['widget/', 'shared/', 'react'], butNot: ['widget/testing/', 'widget/vue/'] },
  { folder: 'widget/vue/', may: ['widget/', 'shared/', 'vue'], butNot: ['widget/testing/', 'widget/react/'] },
  {
    folder: 'widget/ui/',
    may: ['widget/', 'shared/', 'lit', 'lean-qr'],
    butNot: ['widget/session/', 'widget/testing/', 'widget/react/', 'widget/vue/'],
  },
  {
    folder: 'widget/',
    may: ['widget/', 'shared/', 'lit', 'lean-qr', 'zod/mini'],
    butNot: ['widget/testing/', 'widget/react/', 'widget/vue/'],
  },

  { folder: 'server/payments/', may: ['server/payments/', 'shared/'] },

  // The seam's own files, then the folders of the providers.
  {
    folder: 'server/providers/http.ts',
    may: ['server/payments/ports/ports.ts', 'shared/', 'undici', 'node:net', ...PURE_NODE],
  },
  {
    folder: 'server/providers/provider.ts',
    may: [
      'server/payments/ports/ports.ts',
      'server/providers/http.ts',
      'server/providers/diagnostics.ts',
      'server/providers/provider-io.ts',
      'shared/',
      'zod',
    ],
  },
  { folder: 'server/providers/registry.ts', may: ['server/providers/', 'shared/'] },
  { folder: 'server/providers/simulators.ts', may: ['server/providers/'] },
  {
    folder: 'server/providers/',
    may: [
      'own/',
      'seam/',
      'server/payments/ports/ports.ts',
      GLOSSARY,
      'server/platform/',
      'shared/',
      'zod',
      ...PURE_NODE,
    ],
  },

  {
    folder: 'server/store/',
    may: [
      'server/store/',
      SECRET,
      'server/payments/ports/ports.ts',
      'server/payments/model/model.ts',
      'type server/payments/',
      'server/platform/',
      'shared/',
      'kysely',
      'libsql',
      'pg',
      'zod',
      ...ANY_NODE,
    ],
  },
  {
    folder: 'server/jobs/',
    may: [
      'server/jobs/',
      'server/client/',
      SECRET,
      'server/payments/ports/ports.ts',
      'type server/payments/',
      'server/platform/',
      'shared/',
      'standardwebhooks',
      'undici',
      'zod',
      ...ANY_NODE,
    ],
  },
  {
    folder: 'server/http/',
    may: [
      'server/http/',
      SECRET,
      'server/payments/',
      'server/platform/',
      'shared/',
      'koa',
      '@koa/router',
      'prom-client',
      'zod',
      ...ANY_NODE,
    ],
  },
  // The page, which is bundled for browsers; what it and its server say to each other; and its server.
  {
    folder: 'server/admin/ui/',
    may: ['server/admin/ui/', 'server/admin/wire/', 'shared/', 'lit', 'zod/mini'],
  },
  { folder: 'server/admin/wire/', may: ['server/admin/wire/', 'shared/', 'zod/mini'] },
  {
    folder: 'server/admin/',
    may: [
      'server/admin/',
      'server/http/',
      SECRET,
      'server/payments/',
      'server/platform/',
      'shared/',
      'koa',
      'zod/mini',
      ...ANY_NODE,
    ],
    butNot: ['server/admin/ui/'],
  },
  {
    folder: 'server/platform/',
    may: [
      'server/platform/',
      SECRET,
      'type server/payments/',
      'shared/',
      'pino',
      'prom-client',
      '@opentelemetry/api',
      ...ANY_NODE,
    ],
  },

  {
    folder: 'server/instances/',
    may: [
      'server/instances/',
      'server/payments/ports/ports.ts',
      'type server/payments/',
      'server/platform/',
      'shared/',
      ...ANY_NODE,
    ],
  },

  // What a shop's server imports, in any runtime: no package, nothing of Node's.
  {
    folder: 'server/client/',
    may: ['server/client/', 'type shared/', 'shared/api/routes.ts', 'shared/event-type.ts', 'type zod/mini'],
  },

  // Shops that a merchant copies: they know of the server what its package exports.
  { folder: 'server/recipes/', may: ['server/recipes/', '@kasir/server', 'express', 'hono', ...ANY_NODE] },

  // Which provider offers which channel, from the providers' facts.
  {
    folder: 'server/routing/',
    may: ['server/routing/', 'server/payments/ports/ports.ts', 'type server/providers/', 'server/platform/', 'shared/'],
  },

  // Reads the environment it is given; knows the providers by their facts only.
  {
    folder: 'server/config/',
    may: [
      'server/config/',
      SECRET,
      'type server/payments/ports/ports.ts',
      'type server/providers/',
      'shared/',
      'zod',
      ...ANY_NODE,
    ],
  },
  { folder: SECRET, may: ['node:util'] },

  // The demo shop uses the public API and webhooks only; of the server it imports nothing but the simulators.
  {
    folder: 'server/demo/',
    may: [
      'server/demo/',
      'simulators/',
      'type server/providers/',
      'server/platform/',
      'shared/',
      'koa',
      '@koa/router',
      'standardwebhooks',
      'undici',
      'zod',
      ...ANY_NODE,
    ],
  },
];

/** Folders that must hold source files: a row for an empty folder checks nothing. */
export const MUST_EXIST = [
  'shared/',
  'shared/api/',
  'widget/',
  'widget/session/',
  'widget/ui/',
  'widget/views/',
  'server/',
  'server/admin/',
  'server/cli/',
  'server/http/',
  'server/http/middleware/',
  'server/instances/',
  'server/jobs/',
  'server/payments/',
  'server/platform/',
  'server/providers/',
  'server/store/',
] as const;

/** From these no simulator may be reached, not even by an `import()`. */
export const PRODUCTION_ENTRIES = ['server/main.ts', 'server/app.ts', 'server/index.ts'] as const;
export const LISTS_PROVIDERS = ['server/providers/registry.ts', 'server/providers/simulators.ts'] as const;
export const isSimulator = (path: string): boolean => /^server\/providers\/.*\bsimulat(?:or|ion)/.test(path);
export const isDemo = (path: string): boolean => path === 'server/demo/run-demo.ts' || path.startsWith('server/demo/');

export const TOP_LEVEL = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'package-lock.json',
  'package.json',
  'server',
  'shared',
  'test',
  'tsconfig.json',
  'vite.config.ts',
  'widget',
];
/** Made by tools, never committed. */
export const TOP_LEVEL_MADE = ['node_modules', 'data', 'coverage'];
