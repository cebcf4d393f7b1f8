/** What an operator is about to do, for the dialog that asks for the rest. */
export interface ActPlan {
  readonly title: string;
  readonly explain: string;
  /** On the button that does it: `Refund`. */
  readonly button: string;
  readonly isDanger?: boolean;
  /** What is asked for besides the reason. */
  readonly fields?: readonly Field[];
  /** Where money moves: what is shown once more before it is done. */
  readonly confirm?: (values: FieldValues) => Confirmation;
  /** @returns the text to announce afterwards. @throws {ApiProblem} */
  readonly perform: (values: FieldValues, key: string) => Promise<string>;
}

/** By the names of the fields, and `note`. */
export type FieldValues = Readonly<Record<string, string>>;

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** A choice instead of a text. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly inputMode?: 'decimal' | 'numeric' | 'text';
  /** What is wrong with it. */
  readonly check?: (value: string, values: FieldValues) => string | undefined;
}

export interface Confirmation {
  /** The amount. */
  readonly headline: string;
  readonly lines: readonly string[];
}
