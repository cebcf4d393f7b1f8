import type { ConfigFault } from '../../config/fault.ts';
import type { RegisteredProvider } from '../../providers/provider.ts';

/** A variable, or several, and what a reader has to know. */
type Entry = readonly [comment: string, ...variables: string[]];

const GENERAL: readonly Entry[] = [
  ['The address of this server as customers and providers reach it: https, or http on this machine.', 'PUBLIC_URL'],
  ["The origins of your shop's pages: the only ones that may show the checkout.", 'KASIR_ALLOWED_ORIGINS'],
  [
    'Where events go, and the secret that signs them. Without an address they are only stored.',
    'KASIR_WEBHOOK_URL',
    'KASIR_WEBHOOK_SECRET',
  ],
  ['file:<path> for one server, or postgres://user:password@host/database for several.', 'DATABASE_URL'],
  ['Payment providers, the preferred one first.', 'KASIR_PROVIDERS'],
];

const SECRETS: readonly Entry[] = [
  [
    "Of your shop's server: it may do everything but payouts. The first is current, all are accepted.",
    'KASIR_API_KEYS',
  ],
  ['Sign the tokens of customers.', 'KASIR_TOKEN_SECRETS'],
  [
    'Encrypt personal data. Keep a copy elsewhere: without it the data, and every backup, cannot be read.',
    'KASIR_ENCRYPTION_KEYS',
  ],
  ['For /metrics.', 'KASIR_METRICS_TOKEN'],
];

/** Set by hand, if at all. */
const OPTIONAL: readonly Entry[] = [
  ['Secrets that may send payouts; with approval, two of them.', 'KASIR_PAYOUT_KEYS', 'KASIR_PAYOUT_APPROVAL'],
  ['How many proxies of yours stand before the server.', 'KASIR_TRUSTED_PROXIES'],
  ['The port that it listens on: 4000.', 'PORT'],
  ['The address that it listens on: 0.0.0.0.', 'HOST'],
  ['trace, debug, info, warn, error.', 'LOG_LEVEL'],
];

/** The text of the file. A variable without a value is a comment, to be filled in. */
export function environmentFile(
  variables: Readonly<Record<string, string>>,
  missing: readonly ConfigFault[],
  providers: readonly RegisteredProvider[],
): string {
  const chosen = (variables['KASIR_PROVIDERS'] ?? '').split(',').map((id) => id.trim());
  const written = (entries: readonly Entry[]): string[] =>
    entries.flatMap(([comment, ...names]) => {
      // Two that belong together are both set, or both left to be filled in.
      const isWhole = names.every((name) => variables[name] !== undefined);
      const lines = names.map((name) => lineOf(name, variables[name]));
      return ['', `# ${comment}`, ...(isWhole ? lines : lines.map((line) => line.replace(/^(?!#)/, '# ')))];
    });
  return [
    '# The environment of "kasir serve". It has secrets: keep it readable by its owner alone and out of version control.',
    '# Start with: kasir serve --env-file <this file>. After a secret has changed: kill -HUP <pid>, no restart.',
    '# Every variable is documented in the README of @kasir/server.',
    ...written(GENERAL),
    ...providers
      .filter(({ id }) => chosen.includes(id))
      .flatMap((provider) => [
        '',
        `# ${provider.id}`,
        ...provider.variables.flatMap((name) => {
          const fault = missing.find(({ variable }) => variable === name);
          return fault === undefined
            ? [lineOf(name, variables[name])]
            : [`# ${name} ${fault.message}`, `${name}=${quoted(variables[name] ?? '')}`];
        }),
      ]),
    ...written(SECRETS),
    '',
    '# Optional:',
    ...written(OPTIONAL),
    '',
  ].join('\n');
}

const lineOf = (name: string, value: string | undefined): string =>
  value === undefined ? `# ${name}=` : `${name}=${quoted(value)}`;

/** So that a shell, systemd and ours read the same. */
function quoted(value: string): string {
  if (/^[\w.,:/@%+=-]*$/.test(value)) return value;
  return value.includes("'") ? `"${value.replace(/["\\$`]/g, '\\$&')}"` : `'${value}'`;
}
