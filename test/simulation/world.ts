import type { CrashPoint, Fault } from './catalogue.ts';
import { seededRandom, type Random } from './runtime/random.ts';
import type { VirtualTime } from './runtime/virtual-time.ts';

/** What one schedule is made of: its seed, its time, and the record of what happened. */
export class World {
  readonly seed: number;
  readonly time: VirtualTime;
  /** How often each fault and each crash point has really struck. */
  readonly hits = new Map<Fault | CrashPoint, number>();
  /** Rules that were broken, with the moment at which it was seen. */
  readonly violations: string[] = [];
  /** Faults go on until here. */
  isCalm = false;
  readonly #startedAt: number;
  readonly #lines: string[] = [];
  #digest = 0x811c9dc5;

  constructor(seed: number, time: VirtualTime) {
    this.seed = seed;
    this.time = time;
    this.#startedAt = time.now;
  }

  random(name: string): Random {
    return seededRandom(this.seed, name);
  }

  /** One line of the timeline. */
  note(who: string, what: string): void {
    const line = `${this.#clockTime()}  ${who.padEnd(12)} ${what}`;
    this.#lines.push(line);
    for (let at = 0; at < line.length; at += 1)
      this.#digest = Math.imul(this.#digest ^ line.charCodeAt(at), 0x01000193) >>> 0;
  }

  hit(what: Fault | CrashPoint, where: string): void {
    this.hits.set(what, (this.hits.get(what) ?? 0) + 1);
    this.note('fault', `${what} (${where})`);
  }

  violate(rule: string, what: string): void {
    this.violations.push(`${rule}: ${what}`);
    this.note('VIOLATION', `${rule}: ${what}`);
  }

  get timeline(): readonly string[] {
    return this.#lines;
  }

  /** The same for the same timeline. */
  get digest(): string {
    return this.#digest.toString(16).padStart(8, '0');
  }

  #clockTime(): string {
    const ms = this.time.now - this.#startedAt;
    return `+${String(Math.floor(ms / 60_000)).padStart(2, '0')}:${((ms % 60_000) / 1000).toFixed(3).padStart(6, '0')}`;
  }
}
