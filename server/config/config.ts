import { z } from 'zod';
import { EVENT_TYPES, type EventType } from '../../shared/event-type.ts';
import { readChannelRoutes, type ChannelRoutes } from './channel-routes.ts';
import type { ConfigFault, Environment } from './fault.ts';
import { databaseSecrets } from './database-secrets.ts';
import {
  databaseUrl,
  encryptionKeys,
  eventTypes,
  folder,
  hostName,
  oneSecret,
  operatorKeys,
  originList,
  publicUrl,
  retentionDays,
  secretList,
  webhookSecrets,
  webhookUrl,
  wholeNumber,
} from './formats.ts';
import { fewApprovers } from './few-approvers.ts';
import { incompleteBackOffice } from './incomplete-back-office.ts';
import { didYouMean } from './nearest.ts';
import { sharedKeys } from './shared-keys.ts';
import { readSecretFile, withFiles, type FileVariables, type ReadSecretFile } from './secret-files.ts';
import { configureProviders, providerList, type ConfiguredProvider } from './chosen-providers.ts';
import type { RegisteredProvider } from '../providers/provider.ts';
import { providers as allProviders } from '../providers/registry.ts';
import { Secret } from '../platform/secret.ts';

/** The configuration. Read once and frozen; secrets are a {@link Secret}, which is redacted when printed. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  /** `file:…` or `postgres://…`: it may contain a password. */
  readonly databaseUrl: Secret;
  /** How many connections to PostgreSQL at most. */
  readonly databasePool: number;
  readonly apiKeys: readonly Secret[];
  /** Empty: payouts are disabled. */
  readonly payoutKeys: readonly Secret[];
  readonly payoutApproval: boolean;
  readonly tokenSecrets: readonly Secret[];
  readonly allowedOrigins: ReadonlySet<string>;
  /** Absent: events are only stored, see `GET /v1/events`. */
  readonly webhook:
    | {
        readonly url: string;
        /** All sign. */
        readonly secrets: readonly Secret[];
        /** The event types that are sent. */
        readonly types: ReadonlySet<EventType>;
      }
    | undefined;
  /** In order of preference. */
  readonly providers: readonly ConfiguredProvider[];
  readonly routes: ChannelRoutes;
  /** Base64 of 32 bytes each; the first encrypts, all decrypt. */
  readonly encryptionKeys: readonly Secret[];
  readonly trustedProxies: number;
  /** Absent: no back office. */
  readonly backOffice: BackOfficeConfig | undefined;
  readonly metricsToken: Secret | undefined;
  /** A directory with earlier builds of the widget, each in its own subdirectory. */
  readonly widgetReleases: string | undefined;
  readonly logLevel: LogLevel;
  readonly retentionDays: number;
  /** Possible mistakes, logged at start. */
  readonly warnings: readonly ConfigFault[];
  /** All secrets of the environment, for redaction in the log. */
  readonly secrets: readonly Secret[];
}

/** The listener of the back office and who may sign in. */
export interface BackOfficeConfig {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly operators: readonly Operator[];
}

export interface Operator {
  readonly name: string;
  readonly secret: Secret;
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

export interface ConfigSources {
  readonly providers: readonly RegisteredProvider[];
  readonly readFile: ReadSecretFile;
}

/** All variables except those of providers, with their format. */
const variables = {
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: hostName.default('0.0.0.0'),
  PUBLIC_URL: publicUrl,
  DATABASE_URL: databaseUrl.default(new Secret('file:./data/kasir.db')),
  KASIR_DATABASE_POOL: wholeNumber(2, 500).default(10),
  KASIR_API_KEYS: secretList,
  KASIR_PAYOUT_KEYS: secretList.optional(),
  KASIR_PAYOUT_APPROVAL: z.enum(['true', 'false'], 'must be true or false').default('false'),
  KASIR_TOKEN_SECRETS: secretList,
  KASIR_ALLOWED_ORIGINS: originList,
  KASIR_WEBHOOK_URL: webhookUrl.optional(),
  KASIR_WEBHOOK_SECRET: webhookSecrets.optional(),
  KASIR_WEBHOOK_EVENTS: eventTypes.optional(),
  KASIR_PROVIDERS: providerList,
  KASIR_ROUTES: z.string().optional(),
  KASIR_ENCRYPTION_KEYS: encryptionKeys,
  KASIR_TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  KASIR_ADMIN_KEYS: operatorKeys.optional(),
  KASIR_ADMIN_PORT: wholeNumber(0, 65_535).optional(),
  KASIR_ADMIN_HOST: hostName.default('127.0.0.1'),
  KASIR_METRICS_TOKEN: oneSecret.optional(),
  KASIR_WIDGET_RELEASES: folder.optional(),
  KASIR_RETENTION_DAYS: retentionDays,
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    )
    .default('info'),
} as const;

const SECRETS = [
  'DATABASE_URL',
  'KASIR_API_KEYS',
  'KASIR_PAYOUT_KEYS',
  'KASIR_TOKEN_SECRETS',
  'KASIR_WEBHOOK_SECRET',
  'KASIR_ENCRYPTION_KEYS',
  'KASIR_ADMIN_KEYS',
  'KASIR_METRICS_TOKEN',
] as const satisfies readonly (keyof typeof variables)[];

/** Every variable that holds a secret, and so can be given as a file and reloaded. */
export const secretVariablesOf = (providers: readonly RegisteredProvider[] = allProviders): readonly string[] => [
  ...SECRETS,
  ...providers.flatMap((provider) => provider.secretVariables),
];

/** Every variable that can be given as a file: of a provider also what is no secret, such as a public key in PEM. */
export const fileVariablesOf = (providers: readonly RegisteredProvider[] = allProviders): FileVariables => {
  const secret = secretVariablesOf(providers);
  const ofProviders = providers.flatMap((provider) => provider.variables);
  return { secret, plain: ['PUBLIC_URL', ...ofProviders.filter((name) => !secret.includes(name))] };
};

/**
 * Reads the environment. Returns a frozen {@link Config}, or every fault at once with its variable and rule, never the
 * value. A secret `NAME` can be given as `NAME_FILE`, and so can `PUBLIC_URL` and the variables of providers.
 */
export function readConfig(
  environment: Environment,
  { providers, readFile }: ConfigSources = { providers: allProviders, readFile: readSecretFile },
): ConfigResult {
  const filled = withFiles(environment, fileVariablesOf(providers), readFile);
  const parsed = z.object(variables).safeParse(filled.environment, {
    error: (issue) => (issue.input === undefined ? 'is required' : undefined),
  });
  const chosen = configureProviders(filled.environment, providers);
  const routes = readChannelRoutes(filled.environment['KASIR_ROUTES'] ?? '', chosen.connectedProviders);
  const faults: ConfigFault[] = [
    ...filled.faults,
    ...unknownVariables(filled.environment, providers),
    ...(parsed.success
      ? []
      : parsed.error.issues.map((issue) => ({ variable: String(issue.path[0]), message: issue.message }))),
    ...missingHalf(filled.environment, filled.unread),
    ...sharedKeys(filled.environment),
    ...chosen.faults,
    ...routes.faults.map((message) => ({ variable: 'KASIR_ROUTES', message })),
  ].filter(({ variable }) => !filled.unread.has(variable));
  if (!parsed.success || faults.length > 0) return { ok: false, faults: withoutRepeats(faults) };
  const values = parsed.data;
  const webhook =
    values.KASIR_WEBHOOK_URL === undefined || values.KASIR_WEBHOOK_SECRET === undefined
      ? undefined
      : Object.freeze({
          url: values.KASIR_WEBHOOK_URL,
          secrets: values.KASIR_WEBHOOK_SECRET,
          types: values.KASIR_WEBHOOK_EVENTS ?? new Set(EVENT_TYPES),
        });
  const backOffice =
    values.KASIR_ADMIN_KEYS === undefined || values.KASIR_ADMIN_PORT === undefined
      ? undefined
      : Object.freeze({
          port: values.KASIR_ADMIN_PORT,
          host: values.KASIR_ADMIN_HOST,
          operators: values.KASIR_ADMIN_KEYS,
        });
  const payoutKeys = values.KASIR_PAYOUT_KEYS ?? [];
  const payoutApproval = values.KASIR_PAYOUT_APPROVAL === 'true';
  const config: Config = {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL,
    databaseUrl: values.DATABASE_URL,
    databasePool: values.KASIR_DATABASE_POOL,
    apiKeys: values.KASIR_API_KEYS,
    payoutKeys,
    payoutApproval,
    tokenSecrets: values.KASIR_TOKEN_SECRETS,
    allowedOrigins: values.KASIR_ALLOWED_ORIGINS,
    webhook,
    providers: chosen.configured,
    routes: routes.routes,
    encryptionKeys: values.KASIR_ENCRYPTION_KEYS,
    trustedProxies: values.KASIR_TRUSTED_PROXIES,
    backOffice,
    metricsToken: values.KASIR_METRICS_TOKEN?.[0],
    widgetReleases: values.KASIR_WIDGET_RELEASES,
    logLevel: values.LOG_LEVEL,
    retentionDays: values.KASIR_RETENTION_DAYS,
    warnings: [
      ...misspelledProviderVariables(filled.environment, chosen.configured),
      ...incompleteBackOffice(filled.environment),
      ...fewApprovers({ payoutApproval, payoutKeys, backOffice }),
    ],
    secrets: [
      ...databaseSecrets(values.DATABASE_URL),
      ...values.KASIR_API_KEYS,
      ...payoutKeys,
      ...values.KASIR_TOKEN_SECRETS,
      ...(webhook?.secrets ?? []),
      ...values.KASIR_ENCRYPTION_KEYS,
      ...(values.KASIR_ADMIN_KEYS ?? []).map(({ secret }) => secret),
      ...(values.KASIR_METRICS_TOKEN ?? []),
      ...chosen.secrets,
    ],
  };
  return { ok: true, config: Object.freeze(config) };
}

/** Reads only `DATABASE_URL` or `DATABASE_URL_FILE`, for commands that need nothing else. */
export function readDatabaseUrl(
  environment: Environment,
  readFile: ReadSecretFile = readSecretFile,
): { readonly ok: true; readonly url: string } | { readonly ok: false; readonly faults: readonly ConfigFault[] } {
  const filled = withFiles(environment, { secret: ['DATABASE_URL'] }, readFile);
  if (filled.faults.length > 0) return { ok: false, faults: filled.faults };
  const parsed = variables.DATABASE_URL.safeParse(filled.environment['DATABASE_URL']);
  if (parsed.success) return { ok: true, url: parsed.data.reveal() };
  return { ok: false, faults: parsed.error.issues.map(({ message }) => ({ variable: 'DATABASE_URL', message })) };
}

/** A misspelled variable would otherwise be silently ignored. */
function unknownVariables(environment: Environment, providers: readonly RegisteredProvider[]): ConfigFault[] {
  const names = [...Object.keys(variables), ...providers.flatMap((provider) => provider.variables)];
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !Object.hasOwn(variables, name) && !isForOthers(name))
    .map((variable) => ({
      variable,
      // Many of ours have no prefix, and none of a provider's has: it may be what is too much.
      message: `is not a known variable${didYouMean([variable, variable.slice(PREFIX.length)], names)}`,
    }));
}

const PREFIX = 'KASIR_';

/** Variables that container platforms inject for a service named kasir, and the URL that the commands use. */
const isForOthers = (name: string): boolean => /^KASIR_(?:SERVICE_.*|PORT|PORT_.*|URL)$/.test(name);

/** Only a warning: the shop may use such a name for something else. */
const misspelledProviderVariables = (
  environment: Environment,
  providers: readonly ConfiguredProvider[],
): ConfigFault[] =>
  providers.flatMap(({ provider: { variables: own } }) => {
    const prefix = own[0]?.slice(0, own[0].indexOf('_') + 1) ?? '';
    return Object.keys(environment)
      .filter((name) => prefix !== '' && name.startsWith(prefix) && !own.includes(name))
      .map((variable) => ({ variable, message: `is not read by this version${didYouMean([variable], own)}` }));
  });

function missingHalf(environment: Environment, unread: ReadonlySet<string>): ConfigFault[] {
  const pair = ['KASIR_WEBHOOK_URL', 'KASIR_WEBHOOK_SECRET'] as const;
  const missing = pair.filter((name) => environment[name] === undefined && !unread.has(name));
  return missing.length === 1
    ? missing.map((variable) => ({ variable, message: 'is required when the other webhook variable is set' }))
    : [];
}

const withoutRepeats = (faults: readonly ConfigFault[]): ConfigFault[] => [
  ...new Map(faults.map((fault) => [`${fault.variable} ${fault.message}`, fault])).values(),
];
