import type { z } from 'zod';
import type { Clock, Gateway, IdGenerator, Log, Offer, PayoutOffer } from '../payments/ports/ports.ts';
import type { ProviderFetch } from './http.ts';

/** The seam's facts. Verbs are the {@link Gateway}. One folder per provider exports one of these. */
export interface Provider<Settings = unknown> {
  /** As in `KASIR_PROVIDERS`, in addresses and in rows: never renamed. */
  readonly id: string;
  /**
   * The provider's part of the environment. Keys are environment variables; issues it reports are shown to the operator
   * by variable name. Also the place for cross-checks such as a sandbox key with the production host.
   */
  readonly environment: z.ZodType<Settings, Record<string, string | undefined>>;
  /** The environment variables `environment` reads, all of them. */
  readonly variables: readonly string[];
  /** Those of them whose values must never be seen: keys and tokens, single or separated by commas. */
  readonly secretVariables: readonly string[];
  readonly offers: readonly Offer[];
  /** Those of `offers` that these settings really sell; absent: all of them. */
  offersFor?(settings: Settings): readonly Offer[];
  /** Absent: money goes in here, and not out. */
  readonly payouts?: PayoutOffer;
  readonly notification: {
    /** Answered when the notice was stored. */
    readonly accepted: { readonly status: number; readonly contentType: string; readonly body: string };
  };
  /** Header and member names whose values never reach a log, in addition to the usual ones. */
  readonly secretNames: readonly string[];
  /** Where these settings talk to. */
  baseUrlOf(settings: Settings): URL;
  /** Orders whose return addresses are not https are refused. */
  readonly wantsHttps: boolean;
  connect(settings: Settings, io: ProviderIo): Gateway;
}

export interface ProviderIo {
  readonly fetch: ProviderFetch;
  readonly clock: Clock;
  readonly idGenerator: IdGenerator;
  readonly log: Log;
  /** Told of each refusal, for whoever counts them. */
  readonly refused?: ((report: RejectionReport) => void) | undefined;
}

/** A verb of a gateway. */
export type GatewayOperation = Exclude<keyof Gateway, 'verify' | 'read'>;

export interface RejectionReport {
  readonly provider: string;
  readonly operation: GatewayOperation;
  /** The merchant has to mend something. */
  readonly mend: boolean;
}

/** Keeps the settings' type inside the provider: outside, a provider connects from the environment it is given. */
export interface RegisteredProvider extends Omit<Provider, 'environment' | 'offersFor' | 'baseUrlOf' | 'connect'> {
  /** Either a gateway factory or every fault of the environment at once. */
  configure(environment: Readonly<Record<string, string | undefined>>): ProviderConfiguration;
}

export type ProviderConfiguration =
  | {
      readonly ok: true;
      readonly connect: (io: ProviderIo) => Gateway;
      /** What is really sold with this environment. */
      readonly offers: readonly Offer[];
      readonly secrets: readonly string[];
      /** Where it talks to with this environment. */
      readonly baseUrl: URL;
    }
  | { readonly ok: false; readonly faults: readonly { readonly variable: string; readonly message: string }[] };

/** Ties a provider's settings to its own `connect`, so that no caller ever handles settings of an unknown type. */
export function register<Settings>(provider: Provider<Settings>): RegisteredProvider {
  const { environment: schema, connect, offersFor, baseUrlOf, ...facts } = provider;
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
          baseUrl: baseUrlOf(settings),
        };
      }
      return {
        ok: false,
        faults: parsed.error.issues.map((issue) => ({ variable: issue.path.join('.'), message: issue.message })),
      };
    },
  };
}

/** The values to be kept out of logs: each whole, and each part of a list. Too short to be a secret is too common to hide. */
function secretsOf(names: readonly string[], environment: Readonly<Record<string, string | undefined>>): string[] {
  const whole = names.flatMap((name) => environment[name] ?? []);
  const parts = whole.flatMap((value) => value.split(',').map((part) => part.trim()));
  return [...new Set([...whole, ...parts])].filter((value) => value.length >= 8);
}
