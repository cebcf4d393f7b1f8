/** One way to pay a number or code: in the bank's app, at its ATM, at the till … */
export interface Guide {
  readonly title: string;
  readonly steps: readonly string[];
}

/** What the steps mention. */
export interface GuideFacts {
  /** The virtual account number or payment code, grouped for reading. */
  readonly number: string;
  /** The amount, formatted. */
  readonly amount: string;
  /** The company's number, where it is typed in before the payment's own. */
  readonly billerCode?: string | undefined;
  /** The bank's or store's name. */
  readonly place: string;
  /** The company whose bill the cashier looks up, where the code alone is not enough. */
  readonly biller?: string | undefined;
  /** The code is on the screen as a barcode too. */
  readonly barcode?: boolean | undefined;
}

export type GuideText = (facts: GuideFacts) => readonly Guide[];

/** How-to-pay texts by the instruction's `guide`; the general ones for names without a text of their own. */
export interface Guides {
  readonly named: Readonly<Record<string, GuideText>>;
  readonly virtualAccount: GuideText;
  readonly retail: GuideText;
}
