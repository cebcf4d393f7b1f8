import type { ProviderIo } from '../provider.ts';
import type { RestorableSimulator } from './assemble-simulator.ts';
import type { Deliver } from './simulator.ts';

/** What a simulator is made with. */
export interface SimulatorRuntime {
  /** Absolute, without a trailing slash: where the API and the pages are found. */
  readonly baseUrl: string;
  /** Where its notifications go. */
  readonly webhookUrl: string;
  readonly clock: ProviderIo['clock'];
  readonly uuid: () => string;
  readonly deliver: Deliver;
  readonly wait: (ms: number) => Promise<void>;
  /** The secrets that it shares with us, by name: random, and the same after a restart. */
  readonly secret: (name: string) => string;
}

/** A provider that can be tried out without an account. */
export interface SimulatedProvider {
  readonly id: string;
  /** The provider's part of the environment, with which our gateway talks to the simulator only. */
  environment(at: Pick<SimulatorRuntime, 'baseUrl' | 'secret'>): Readonly<Record<string, string>>;
  /** Variables of the provider that choose what is offered and name no account; they may be set for the demo. */
  readonly choices: readonly string[];
  simulate(runtime: SimulatorRuntime): RestorableSimulator;
}

/**
 * For providers that are given our public URL with each order: from inside the server the local one is used.
 *
 * @param webhookUrl as this process reaches us
 */
export function deliverHere(deliver: Deliver, webhookUrl: string): Deliver {
  const { origin, pathname: own } = new URL(webhookUrl);
  return (request) => {
    const { pathname, search } = new URL(request.url);
    const isOurs = pathname === own || pathname.startsWith(`${own}/`);
    return deliver(isOurs ? new Request(origin + pathname + search, request) : request);
  };
}
