import { StorageUnavailable, type Store } from '../../server/payments/ports/ports.ts';

/**
 * One life of a process. It may end before one of its effects, and what it was waiting for then never comes; or one of
 * its writes may fail, before it was done or with its confirmation lost.
 */
export type ProcessRun = ReturnType<typeof createProcessRun>;

export function createProcessRun() {
  let effects = 0;
  let last = Infinity;
  let writes = 0;
  let failing = Infinity;
  let isDoneAllTheSame = false;
  let dead = false;
  let tellEnd = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    tellEnd = resolve;
  });
  const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

  function end(): void {
    dead = true;
    tellEnd();
  }

  /** What a dead process was waiting for never comes. */
  async function question<T>(work: () => Promise<T>): Promise<T> {
    if (dead) return never();
    try {
      const value = await work();
      return dead ? await never<T>() : value;
    } catch (error) {
      if (dead) return never();
      throw error;
    }
  }

  function effect<T>(work: () => Promise<T>): Promise<T> {
    if (dead) return never();
    effects += 1;
    if (effects >= last) end();
    return question(work);
  }

  return {
    ended,
    end,
    question,
    get dead() {
      return dead;
    },
    get effects() {
      return effects;
    },
    endBefore(effect: number) {
      last = effects + effect;
    },
    get writes() {
      return writes;
    },
    failAt(write: number, doneAllTheSame: boolean) {
      failing = writes + write;
      isDoneAllTheSame = doneAllTheSame;
    },
    effect,
    write<T>(work: () => Promise<T>): Promise<T> {
      writes += 1;
      if (writes !== failing) return effect(work);
      return effect(async () => {
        if (isDoneAllTheSame) await work();
        throw new StorageUnavailable('simulated');
      });
    },
  };
}

const WRITES: ReadonlySet<string | symbol> = new Set([
  'transact',
  'claimJobs',
  'completeJob',
  'retryJob',
  'releaseJobs',
]);

/** A store whose process may die before any of its writes, and that may fail in them. */
export const crashableStore = (store: Store, life: ProcessRun): Store =>
  new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...parameters: unknown[]): Promise<unknown> => {
        const work = async (): Promise<unknown> => {
          const value: unknown = await Reflect.apply(member, target, parameters);
          return value;
        };
        return WRITES.has(name) ? life.write(work) : life.question(work);
      };
    },
  });
