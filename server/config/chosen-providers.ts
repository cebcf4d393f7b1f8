import { z } from 'zod';
import type { Gateway, Offer } from '../payments/ports/ports.ts';
import type { BoundDiagnostics, ProviderEnvironment } from '../providers/diagnostics.ts';
import type { ProviderIo, RegisteredProvider, RequestBudget } from '../providers/provider.ts';
import { Secret } from '../platform/secret.ts';
import type { ConfigFault, Environment } from './fault.ts';
import { isLoopbackHost } from './loopback.ts';

/** An enabled provider, ready to connect. */
export interface ConfiguredProvider {
  readonly provider: RegisteredProvider;
  readonly connect: (io: ProviderIo) => Gateway;
  /** What it offers with this environment. */
  readonly offers: readonly Offer[];
  /** How many requests it takes; absent: it documents no limit. */
  readonly requestBudget: RequestBudget | undefined;
  /** The base URL of its API. */
  readonly baseUrl: URL;
  /** What `kasir doctor` asks of it; absent where the provider has none. */
  readonly diagnostics: (() => Promise<BoundDiagnostics>) | undefined;
  /** Whether real money moves. */
  readonly mode: ProviderEnvironment;
  /** Where the customer's browser posts a form; absent: nowhere. */
  readonly formAction: URL | undefined;
  /** What will not work with this `PUBLIC_URL`, for the log at start. */
  readonly warnings: (publicUrl: string) => readonly string[];
}

interface ChosenProviders {
  /** All known providers in the list, including those whose own variables have faults. */
  readonly connectedProviders: readonly RegisteredProvider[];
  readonly configured: readonly ConfiguredProvider[];
  readonly secrets: readonly Secret[];
  readonly faults: readonly ConfigFault[];
}

/** `KASIR_PROVIDERS`: providerIds, comma-separated, in order of preference. */
export const providerList = z
  .string()
  .transform((value) => value.split(',').map((id) => id.trim()))
  .refine((providerIds) => !providerIds.includes(''), 'has an empty entry')
  .refine((providerIds) => new Set(providerIds).size === providerIds.length, 'names a provider twice');

/** Reads the part of the environment that belongs to the providers named in `KASIR_PROVIDERS`. */
export function configureProviders(
  environment: Environment,
  providers: readonly RegisteredProvider[],
): ChosenProviders {
  const named = providerList.safeParse(environment['KASIR_PROVIDERS']).data ?? [];
  const connectedProviders: RegisteredProvider[] = [];
  const configured: ConfiguredProvider[] = [];
  const secrets: Secret[] = [];
  const faults: ConfigFault[] = [];
  for (const id of named) {
    const provider = providers.find((each) => each.id === id);
    if (provider === undefined) {
      const known = providers.map((each) => each.id).join(', ');
      faults.push({
        variable: 'KASIR_PROVIDERS',
        message: `names an unknown provider "${id.slice(0, 60)}"; known providers: ${known}`,
      });
      continue;
    }
    const configuration = provider.configure(environment);
    connectedProviders.push(configuration.ok ? { ...provider, offers: configuration.offers } : provider);
    if (configuration.ok) {
      const { connect, offers, requestBudget, baseUrl, diagnostics, mode, formAction } = configuration;
      const warnings = (publicUrl: string): readonly string[] => warningsOf(new URL(publicUrl), baseUrl, provider);
      configured.push({ provider, connect, offers, requestBudget, baseUrl, diagnostics, mode, formAction, warnings });
      secrets.push(...configuration.secrets.map((secret) => new Secret(secret)));
    } else {
      faults.push(
        ...configuration.faults.map((fault) =>
          isMissing(fault, environment) ? { ...fault, message: 'is required' } : fault,
        ),
      );
    }
  }
  return { connectedProviders, configured, secrets, faults };
}

/** A real provider cannot reach a loopback address, and may reject http. A simulator on this machine does neither. */
function warningsOf(publicUrl: URL, baseUrl: URL, { id, wantsHttps }: RegisteredProvider): readonly string[] {
  if (isLoopbackHost(baseUrl.hostname)) return [];
  const refuses = `PUBLIC_URL is not https: ${id} rejects return URLs that are not https, so every redirect channel will fail`;
  const unreachable = `PUBLIC_URL is a loopback address: ${id} cannot deliver notifications to it, so statuses come from polling only`;
  return [
    ...(wantsHttps && publicUrl.protocol === 'http:' ? [refuses] : []),
    ...(isLoopbackHost(publicUrl.hostname) ? [unreachable] : []),
  ];
}

/** A missing variable without a message of its own in the schema. */
const isMissing = ({ variable, message }: ConfigFault, environment: Environment): boolean =>
  environment[variable] === undefined && message.startsWith('Invalid input');
