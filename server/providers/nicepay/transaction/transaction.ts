import type { Signer } from '../wire/merchant-token.ts';

/** One transaction at NICEPAY, with the values it was registered with: later calls have to repeat and sign them. */
export interface Transaction {
  /** The merchant id and key that it belongs to. */
  readonly account: Signer;
  /** NICEPAY's id. */
  readonly tXid: string;
  /** Our reference: that of the payment, or of one of its captures. */
  readonly referenceNo: string;
  /** Whole rupiah. */
  readonly amount: number;
}
