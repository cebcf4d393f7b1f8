import type { Signer } from '../wire/merchant-token.ts';

/** One transaction at NICEPAY, with the values it was registered with: later calls have to repeat and sign them. */
export interface Transaction {
  readonly account: Signer;
  readonly tXid: string;
  readonly referenceNo: string;
  readonly amount: number;
}
