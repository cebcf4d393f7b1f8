import { GatewayError, NotDelivered, Rejected } from '../payments/ports/ports.ts';
import type { ProviderIo } from './provider-io.ts';
import type { Scenario } from './scenario.ts';

/** What `kasir doctor` and `kasir scenarios` ask of a provider. Nothing in it is needed to serve payments. */
export interface Diagnostics<Settings> {
  /**
   * Asks about a payment that cannot exist, once with each of the configured credentials. Creates and changes nothing, and
   * never throws.
   */
  checkCredentials(settings: Settings, io: ProviderIo, signal: AbortSignal): Promise<readonly CredentialCheck[]>;
  readonly notification: NotificationFormat;
  /** The provider's test scenarios, in the order of its sheet. */
  scenarios?(settings: Settings): readonly Scenario[];
}

export type ProviderEnvironment = 'sandbox' | 'production';

export interface CredentialCheck {
  /** The variables that hold the credentials, as the operator has to look for them. */
  readonly variables: string;
  /** `unclear`: answered, and not in a way that tells. `unanswered`: no answer, so nothing is known. */
  readonly result: 'accepted' | 'rejected' | 'unclear' | 'unanswered';
  /** The provider's own code and message, or what happened instead. */
  readonly message: string;
  /** How to mend it, in one sentence; absent: nothing is known beyond {@link variables}. */
  readonly fix?: string | undefined;
}

/** How the provider's notifications look to a firewall in front of us. */
export interface NotificationFormat {
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the usual shape, and not genuine. Signatures cover the bytes, so it has characters that proxies like to rewrite. */
  readonly body: string;
  /** Where the merchant sets the URL; absent: it is sent with each order. */
  readonly place?: string;
}

/** {@link Diagnostics} with the settings of this environment. */
export interface BoundDiagnostics {
  readonly environment: ProviderEnvironment;
  readonly notification: NotificationFormat;
  readonly scenarios: readonly Scenario[];
  checkCredentials(io: ProviderIo, signal: AbortSignal): Promise<readonly CredentialCheck[]>;
}

export const bindDiagnostics = <Settings>(
  { notification, scenarios, checkCredentials }: Diagnostics<Settings>,
  settings: Settings,
  environment: ProviderEnvironment,
): BoundDiagnostics => ({
  environment,
  notification,
  scenarios: scenarios?.(settings) ?? [],
  checkCredentials: (io, signal) => checkCredentials(settings, io, signal),
});

/**
 * Reads the result of an inquiry about something that cannot exist.
 *
 * @param absent whether the provider's code says that there is no such thing, which it says only to whom it knows
 */
export async function credentialCheck(
  variables: string,
  inquiry: () => Promise<unknown>,
  absent: (code: string) => boolean,
): Promise<CredentialCheck> {
  try {
    await inquiry();
    return { variables, result: 'accepted', message: 'answered' };
  } catch (error) {
    if (!(error instanceof GatewayError)) return { variables, result: 'unclear', message: 'the answer cannot be read' };
    const { rejection } = error;
    if (rejection === undefined) return { variables, result: 'unanswered', message: error.message };
    const code = error instanceof Rejected ? (error.failure.providerCode ?? rejection.code) : rejection.code;
    if (absent(code)) return { variables, result: 'accepted', message: `answered with ${code}: no such payment` };
    const message = [rejection.code, rejection.message].filter((part) => part !== undefined).join(': ');
    const isRejected = rejection.mend && !(error instanceof NotDelivered);
    return { variables, result: isRejected ? 'rejected' : 'unclear', message, fix: rejection.fix };
  }
}
