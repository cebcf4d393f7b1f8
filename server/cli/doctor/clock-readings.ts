import { isLoopbackHost } from '../../config/loopback.ts';

/** How far other clocks are from ours. */
export interface ClockReadings {
  /**
   * @param source whose clock it is, in words
   * @param theirs epoch milliseconds
   * @param askedAt and `answeredAt`: by our clock
   */
  note(source: string, theirs: number, askedAt: number, answeredAt: number): void;
  /** Theirs minus ours, in milliseconds, by source: the most exact reading of each. */
  all(): readonly { readonly source: string; readonly aheadMs: number }[];
}

export function clockReadings(): ClockReadings {
  const readings = new Map<string, { readonly aheadMs: number; readonly roundTripMs: number }>();
  return {
    note(source, theirs, askedAt, answeredAt) {
      const roundTripMs = answeredAt - askedAt;
      const known = readings.get(source);
      if (Number.isNaN(theirs) || (known !== undefined && known.roundTripMs <= roundTripMs)) return;
      readings.set(source, { aheadMs: theirs - (askedAt + answeredAt) / 2, roundTripMs });
    },
    all: () => [...readings].map(([source, { aheadMs }]) => ({ source, aheadMs })),
  };
}

/** The time of a `Date` header, which has whole seconds: in the middle of its second. */
export const timeOfHeader = (date: string | undefined): number => Date.parse(date ?? '') + 500;

/** Whose clock the answers of a host show, in words. */
export const clockOf = (name: string, { hostname }: URL): string =>
  isLoopbackHost(hostname) ? `${name} (on this machine)` : name;
