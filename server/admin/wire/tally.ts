import type { Tally } from './overview.ts';

/** All payments of a tally. */
export const startedIn = ({ paid, open, left, failed, unknown }: Tally): number =>
  paid + open + left + failed + unknown;
