/** What a figure has to reach. With `ofFloor` the numbers are parts of the floor, otherwise they have the figure's unit. */
export interface Target {
  readonly least?: number;
  readonly most?: number;
  /** What would be good; falling short of it changes no verdict. */
  readonly aim?: number;
  readonly ofFloor?: true;
}

/** `measured`: there is no target. */
export type Verdict = 'pass' | 'fall short' | 'skipped' | 'measured';

/** One row of the table. */
export interface Figure {
  readonly name: string;
  /** Absent where it was skipped. */
  readonly value?: number | undefined;
  readonly unit: string;
  /** The same figure of a bare server in the same run. */
  readonly floor?: number | undefined;
  readonly target?: Target | undefined;
  readonly verdict: Verdict;
  /** What exactly was measured; why, where it was skipped. */
  readonly of: string;
}

export const figure = (measured: Omit<Figure, 'verdict'> & { readonly value: number }): Figure => ({
  ...measured,
  verdict: verdictOf(measured),
});

export const skipped = (name: string, why: string): Figure => ({ name, unit: '', verdict: 'skipped', of: why });

function verdictOf({ value, floor, target }: Omit<Figure, 'verdict'> & { readonly value: number }): Verdict {
  if (target === undefined) return 'measured';
  const compared = target.ofFloor === true ? value / (floor ?? Number.NaN) : value;
  // NaN reaches nothing.
  const reaches = compared >= (target.least ?? -Infinity) && compared <= (target.most ?? Infinity);
  return reaches ? 'pass' : 'fall short';
}
