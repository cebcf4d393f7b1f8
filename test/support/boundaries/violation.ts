export interface Violation {
  /** The check's name, as in the negative control. */
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly detail: string;
}
