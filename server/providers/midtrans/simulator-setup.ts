import type { SimulatedProvider } from '../simulation/setup.ts';
import { createMidtransSimulator } from './simulator.ts';

const MERCHANT_ID = 'G000000000';

/** Midtrans without an account: the demo's. */
export const simulatedMidtrans: SimulatedProvider = {
  id: 'midtrans',
  environment: ({ baseUrl, secret }) => ({
    MIDTRANS_SERVER_KEY: `SB-Mid-server-${secret('midtrans-server-key')}`,
    MIDTRANS_MERCHANT_ID: MERCHANT_ID,
    MIDTRANS_BASE_URL: baseUrl,
    MIDTRANS_SNAP_BASE_URL: `${baseUrl}/snap/v1`,
  }),
  choices: [],
  simulate: ({ secret, ...runtime }) =>
    createMidtransSimulator({
      ...runtime,
      serverKey: `SB-Mid-server-${secret('midtrans-server-key')}`,
      merchantId: MERCHANT_ID,
    }),
};
