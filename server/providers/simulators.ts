import { simulatedMidtrans } from './midtrans/simulator-setup.ts';
import { simulatedBdpay } from './bdpay/simulator-setup.ts';
import { simulatedNicepay } from './nicepay/simulator-setup.ts';
import type { SimulatedProvider } from './simulation/setup.ts';
import { simulatedXendit } from './xendit/simulator-setup.ts';

/** Every provider that has a simulator, in the demo's order of preference. */
export const simulatedProviders: readonly SimulatedProvider[] = [
  // One line each; `npm run new-provider` adds one at the end.
  simulatedXendit,
  simulatedNicepay,
  simulatedBdpay,
  simulatedMidtrans,
];
