import { StorageUnavailable, type Store } from '../../server/payments/ports/ports.ts';

/**
 * One run of a process that can crash before any of its effects (writes and outgoing calls): what it awaits then never
 * resolves. Or one of its writes fails, either before it was done or with only its confirmation lost.
 */
export type ProcessRun = ReturnType<typeof createProcessRun>;

export function createProcessRun() {
  let effects = 0;
  let crashAt = Infinity;
  let writes = 0;
  let failingWrite = Infinity;
  let isWriteDone = false;
  let crashed = false;
  let resolveEnded = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    resolveEnded = resolve;
  });
  const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

  function crash(): void {
    crashed = true;
    resolveEnded();
  }

  /** Work without an effect. After a crash it never resolves. */
  async function read<T>(work: () => Promise<T>): Promise<T> {
    if (crashed) return never();
    try {
      const value = await work();
      return crashed ? await never<T>() : value;
    } catch (error) {
      if (crashed) return never();
      throw error;
    }
  }

  function effect<T>(work: () => Promise<T>): Promise<T> {
    if (crashed) return never();
    effects += 1;
    if (effects >= crashAt) crash();
    return read(work);
  }

  return {
    ended,
    crash,
    read,
    get crashed() {
      return crashed;
    },
    get effects() {
      return effects;
    },
    crashBefore(effect: number) {
      crashAt = effects + effect;
    },
    get writes() {
      return writes;
    },
    failWrite(write: number, isDone: boolean) {
      failingWrite = writes + write;
      isWriteDone = isDone;
    },
    effect,
    write<T>(work: () => Promise<T>): Promise<T> {
      writes += 1;
      if (writes !== failingWrite) return effect(work);
      return effect(async () => {
        if (isWriteDone) await work();
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

/** The store of a process that can crash before any of its writes, and whose writes can fail. */
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
        return WRITES.has(name) ? life.write(work) : life.read(work);
      };
    },
  });
