import type { z } from 'zod';
import type { Gateway, Offer, PayoutOffer } from '../payments/ports/ports.ts';
import type { BoundDiagnostics, Diagnostics, ProviderEnvironment } from './diagnostics.ts';
import type { ProviderCall } from './http.ts';
import type { ProviderIo } from './provider-io.ts';

export type { GatewayOperation, ProviderIo, RejectionReport } from './provider-io.ts';

/** The facts about a provider; its operations are the {@link Gateway}. Each provider's folder exports one of these. */
export interface Provider<Settings = unknown> {
  /** As in `KASIR_PROVIDERS`, in URLs and in stored rows: never renamed. */
  readonly id: string;
  /**
   * The provider's part of the environment, by variable name; so are the issues that the operator sees. Cross-checks
   * belong here too, such as a sandbox key with the production host.
   */
  readonly environment: z.ZodType<Settings, Record<string, string | undefined>>;
  /** All environment variables that `environment` reads. */
  readonly variables: readonly string[];
  /** Those whose values must never be shown: keys and tokens, also lists separated by commas. */
  readonly secretVariables: readonly string[];
  readonly offers: readonly Offer[];
  /** Those of `offers` that are available with these settings; absent: all of them. */
  offersFor?(settings: Settings): readonly Offer[];
  /** Absent: the provider makes no payouts. */
  readonly payouts?: PayoutOffer;
  readonly notification: {
    /** The answer to a notification that was stored. */
    readonly accepted: { readonly status: number; readonly contentType: string; readonly body: string };
  };
  /** Names of headers and fields whose values are never logged, in addition to the usual ones. */
  readonly secretNames: readonly string[];
  /** The base URL of the API with these settings. */
  baseUrlOf(settings: Settings): URL;
  /** How many requests the provider takes with these settings; absent: it documents no limit. */
  requestBudgetOf?(settings: Settings): RequestBudget;
  /** Which of the provider's two systems the settings are for. A simulator on this machine counts as sandbox. */
  modeOf(settings: Settings): ProviderEnvironment;
  /** Where the customer's browser posts a form with these settings; absent: nowhere. */
  formActionOf?(settings: Settings): URL;
  /** The provider rejects orders whose return URLs are not https. */
  readonly wantsHttps: boolean;
  connect(settings: Settings, io: ProviderIo): Gateway;
  /** For `kasir doctor`, loaded on demand; absent: it only tries to reach the provider. */
  diagnostics?(): Promise<Diagnostics<Settings>>;
}

/** A limit of requests. Jobs keep within it; what a customer waits for is always sent. */
export interface RequestBudget {
  /** Within any 60 seconds. */
  readonly perMinute: number;
  /** Requests of which this is the same are counted together. */
  endpointOf(call: Pick<ProviderCall, 'method' | 'url'>): string;
}

/** A provider without the type of its settings: it connects from the environment that it is given. */
export interface RegisteredProvider extends Omit<
  Provider,
  'environment' | 'offersFor' | 'requestBudgetOf' | 'baseUrlOf' | 'modeOf' | 'formActionOf' | 'connect' | 'diagnostics'
> {
  /** Either a gateway factory, or all faults of the environment at once. */
  configure(environment: Readonly<Record<string, string | undefined>>): ProviderConfiguration;
}

export type ProviderConfiguration =
  | {
      readonly ok: true;
      readonly connect: (io: ProviderIo) => Gateway;
      /** The offers that are available with this environment. */
      readonly offers: readonly Offer[];
      readonly secrets: readonly string[];
      readonly requestBudget: RequestBudget | undefined;
      /** The base URL of the API with this environment. */
      readonly baseUrl: URL;
      readonly diagnostics: (() => Promise<BoundDiagnostics>) | undefined;
      readonly mode: ProviderEnvironment;
      readonly formAction: URL | undefined;
    }
  | { readonly ok: false; readonly faults: readonly { readonly variable: string; readonly message: string }[] };

/** Binds a provider's settings to its `connect`, so that no caller handles settings of an unknown type. */
export function registerProvider<Settings>(provider: Provider<Settings>): RegisteredProvider {
  const {
    environment: schema,
    connect,
    offersFor,
    requestBudgetOf,
    baseUrlOf,
    modeOf,
    formActionOf,
    diagnostics,
    ...facts
  } = provider;
  return {
    ...facts,
    configure(environment) {
      const own = Object.fromEntries(provider.variables.map((name) => [name, environment[name]]));
      const parsed = schema.safeParse(own);
      if (parsed.success) {
        const settings = parsed.data;
        return {
          ok: true,
          connect: (io) => connect(settings, io),
          offers: offersFor?.(settings) ?? provider.offers,
          secrets: secretsOf(provider.secretVariables, own),
          requestBudget: requestBudgetOf?.(settings),
          baseUrl: baseUrlOf(settings),
          diagnostics:
            diagnostics &&
            (async () =>
              (await import('./diagnostics.ts')).bindDiagnostics(await diagnostics(), settings, modeOf(settings))),
          mode: modeOf(settings),
          formAction: formActionOf?.(settings),
        };
      }
      return {
        ok: false,
        faults: parsed.error.issues.map((issue) => ({ variable: issue.path.join('.'), message: issue.message })),
      };
    },
  };
}

/** The values to be kept out of logs, whole and each part of a list. A value of fewer than 8 characters is no secret. */
function secretsOf(names: readonly string[], environment: Readonly<Record<string, string | undefined>>): string[] {
  const whole = names.flatMap((name) => environment[name] ?? []);
  const parts = whole.flatMap((value) => value.split(',').map((part) => part.trim()));
  return [...new Set([...whole, ...parts])].filter((value) => value.length >= 8);
}
