import type { SimulatedProvider } from '../simulation/setup.ts';
import { createXenditSimulator } from './simulator.ts';

/** Xendit without an account: the demo's. */
export const simulatedXendit: SimulatedProvider = {
  id: 'xendit',
  environment: ({ baseUrl, secret }) => ({
    XENDIT_SECRET_KEY: `xnd_development_${secret('xendit-key')}`,
    XENDIT_CALLBACK_TOKEN: secret('xendit-callback-token'),
    XENDIT_BASE_URL: baseUrl,
  }),
  choices: [],
  simulate: ({ secret, ...runtime }) =>
    createXenditSimulator({
      ...runtime,
      secretKey: `xnd_development_${secret('xendit-key')}`,
      callbackToken: secret('xendit-callback-token'),
    }),
};
