import type { Focus } from '../focus.ts';

/** Channels whose numbers and codes are paid elsewhere, so that several of a checkout can be paid. */
export const PAID_ELSEWHERE = ['va_bca', 'qris', 'retail_alfamart'] as const;

/** One fault that somebody could have written: one place of one file, replaced. */
export interface PlantedBug extends Edit {
  readonly name: string;
  /** Where other places keep the rule as well, so that this one alone does no harm. */
  readonly also?: readonly Edit[];
  /** Schedules in which it shows. */
  readonly focus: Focus;
}

export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}
