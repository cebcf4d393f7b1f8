import type { CrashPoint } from './catalogue.ts';
import type { World } from './world.ts';

/** Thrown in a unit of work whose process has died: the database rolls it back. */
export class Died extends Error {
  override readonly name = 'Died';
}

/** What a dead process waits for. */
export const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/**
 * One run of one instance, from its start to its death. Everything that it does outside itself passes here: once it is
 * dead, nothing that it waits for settles, so none of its code goes on.
 */
export class Life {
  readonly name: string;
  readonly world: World;
  /** Dies when it next reaches this point. */
  crashAt: CrashPoint | undefined;
  isDead = false;
  /** The event loop stands until then. */
  stalledUntil = 0;
  /** How long the next answer of the database takes. */
  databaseDelayMs: () => number = () => 0;
  readonly #onDeath = new Set<() => void>();

  constructor(name: string, world: World) {
    this.name = name;
    this.world = world;
  }

  /** Runs when it dies; returns a function that forgets it. */
  onDeath(work: () => void): () => void {
    this.#onDeath.add(work);
    return () => this.#onDeath.delete(work);
  }

  die(): void {
    if (this.isDead) return;
    this.isDead = true;
    for (const work of [...this.#onDeath]) work();
    this.#onDeath.clear();
  }

  /** Whether the process dies here. */
  reach(point: CrashPoint, where: string): boolean {
    if (this.isDead || this.crashAt !== point) return this.isDead;
    this.crashAt = undefined;
    this.world.hit(point, `${this.name}, ${where}`);
    this.die();
    return true;
  }

  /** The value, unless the process dies meanwhile; after a stall where its event loop stands. */
  async outlive<T>(work: Promise<T>): Promise<T> {
    try {
      const value = await work;
      await this.#standStill();
      return this.isDead ? await never<T>() : value;
    } catch (error) {
      await this.#standStill();
      if (this.isDead) return never();
      throw error;
    }
  }

  async #standStill(): Promise<void> {
    const ms = this.stalledUntil - this.world.time.now;
    if (ms > 0) await this.world.time.sleep(ms);
  }
}
