/** What one step of a renewed encryption has done. */
export interface RenewalStep {
  readonly table: string;
  /** How many rows it has read, and how many of them it has encrypted by the first key. */
  readonly read: number;
  readonly renewed: number;
  /** Changed by somebody else meanwhile: they may be encrypted by another key. */
  readonly missed: number;
  /** No key opens them. */
  readonly unreadable: number;
  /** Where the next step goes on; `null`: this was the last one. */
  readonly nextCursor: string | null;
}
