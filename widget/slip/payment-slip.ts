import type { QrMatrix } from '../ui/qr.ts';

/** One line of a slip. */
export interface SlipFact {
  readonly label: string;
  /** As it is pasted or typed in. */
  readonly value: string;
  /** As it is easier to read; absent: as `value`. */
  readonly shown?: string | undefined;
}

/** What the customer needs to pay without this page: for a message, a picture, a calendar. */
export interface PaymentSlip {
  readonly paymentId: string;
  /** The name of the way to pay: `BCA Virtual Account`. */
  readonly channel: string;
  /** The shop's description of the order. */
  readonly order: string | undefined;
  /** Numbers, codes and names, in the order in which they are asked for. */
  readonly facts: readonly SlipFact[];
  readonly amount: SlipFact;
  readonly deadline: SlipFact & { readonly iso: string };
  readonly qr?: QrMatrix | undefined;
  /** Widths of bars and spaces in turn, in modules. */
  readonly barcode?: readonly number[] | undefined;
}

export const SLIP_TOOLS = ['share', 'save', 'print', 'calendar'] as const;

/** What can be done with a slip, beside copying its numbers. */
export type SlipTool = (typeof SLIP_TOOLS)[number];
