import { CRASH_POINTS, ELSEWHERE, FAULTS, type CrashPoint, type Fault } from './catalogue.ts';
import type { SeedResult } from './pool.ts';

/** Sums up what many schedules have met. */
export class Tally {
  readonly #hits = new Map<Fault | CrashPoint, number>([...FAULTS, ...CRASH_POINTS].map((name) => [name, 0]));
  readonly #pairs = new Map<string, number>();
  #schedules = 0;
  #steps = 0;

  add({ hits, steps }: SeedResult): void {
    this.#schedules += 1;
    this.#steps += steps;
    for (const [name, count] of hits) this.#hits.set(name, (this.#hits.get(name) ?? 0) + count);
    const names = new Set(hits.map(([name]) => name));
    for (const point of CRASH_POINTS)
      if (names.has(point))
        for (const fault of FAULTS)
          if (names.has(fault))
            this.#pairs.set(`${fault} × ${point}`, (this.#pairs.get(`${fault} × ${point}`) ?? 0) + 1);
  }

  /** What struck less often than that. */
  rarerThan(times: number): readonly string[] {
    return [...this.#hits].filter(([, count]) => count < times).map(([name, count]) => `${name}: ${count}`);
  }

  /** The pairs of a fault and a crash point that met in no schedule. */
  get missingPairs(): readonly string[] {
    return FAULTS.flatMap((fault) => CRASH_POINTS.map((point) => `${fault} × ${point}`)).filter(
      (pair) => !this.#pairs.has(pair),
    );
  }

  /** How often each fault and each crash point struck. */
  table(): string {
    const lines = (names: readonly (Fault | CrashPoint)[]): string[] => {
      const cells = names.map((name) => `${String(this.#hits.get(name) ?? 0).padStart(6)}  ${name.padEnd(36)}`);
      return Array.from({ length: Math.ceil(cells.length / 2) }, (_, row) =>
        cells
          .slice(2 * row, 2 * row + 2)
          .join('')
          .trimEnd(),
      );
    };
    const met = FAULTS.length * CRASH_POINTS.length - this.missingPairs.length;
    return [
      `${this.#schedules} schedules, ${this.#steps} steps`,
      'faults that struck',
      ...lines(FAULTS),
      'deaths of an instance',
      ...lines(CRASH_POINTS),
      ...Object.entries(ELSEWHERE).map(([point, where]) => `     –  ${point}: ${where}`),
      `pairs of a fault and a death in one schedule: ${met} of ${FAULTS.length * CRASH_POINTS.length}`,
    ].join('\n');
  }
}
