import type { ProviderIo } from './provider.ts';
import type { Deliver, Simulator } from './simulator.ts';
import { createXenditSimulator } from './xendit/simulator.ts';

/** What a simulator needs of the world around it. */
export interface SimulatorWorld {
  /** Absolute, without a trailing slash: where the API and the pages are found. */
  readonly baseUrl: string;
  /** Where its notifications go. */
  readonly webhookUrl: string;
  readonly clock: ProviderIo['clock'];
  readonly uuid: () => string;
  readonly deliver: Deliver;
  readonly wait: (ms: number) => Promise<void>;
  /** The texts that it shares with us, by name: random, and the same after a restart. */
  readonly secret: (name: string) => string;
}

/** A provider that can be tried out without an account. */
export interface SimulatedProvider {
  readonly id: string;
  /** The provider's part of the environment with which we talk to its simulator and to nobody else. */
  environment(at: Pick<SimulatorWorld, 'baseUrl' | 'secret'>): Readonly<Record<string, string>>;
  simulate(world: SimulatorWorld): Simulator;
}

const xendit: SimulatedProvider = {
  id: 'xendit',
  environment: ({ baseUrl, secret }) => ({
    XENDIT_SECRET_KEY: `xnd_development_${secret('xendit-key')}`,
    XENDIT_CALLBACK_TOKEN: secret('xendit-callback-token'),
    XENDIT_BASE_URL: baseUrl,
  }),
  simulate: ({ secret, ...world }) =>
    createXenditSimulator({
      ...world,
      secretKey: `xnd_development_${secret('xendit-key')}`,
      callbackToken: secret('xendit-callback-token'),
    }),
};

/** Every provider that has a simulator, in the demo's order of preference. */
export const simulatedProviders: readonly SimulatedProvider[] = [xendit];
