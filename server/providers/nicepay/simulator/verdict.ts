/** What the issuer decides about a server's payment step before any money moves; set by a fault. */
export interface Verdict {
  /** The result code of the decline. */
  readonly decline?: string | undefined;
  /** Not decided yet: the step stays pending. */
  readonly pending?: boolean | undefined;
}
