/** Event streams per BFF in this browser: HTTP/1.1 allows six connections to a host. */
const STREAMS = 3;

/**
 * The tabs of this browser that show the same checkout. Web Locks pass the stream on when its tab releases it, closes
 * or crashes; without them (before 2022, or without https) no tab has a stream and all of them poll.
 */
export function browserTabs(bff: string, checkoutId: string) {
  const name = `kasir ${bff} ${checkoutId}`;
  const channel = (): BroadcastChannel | undefined =>
    typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : undefined;
  let own: BroadcastChannel | undefined;
  return {
    turn: async (signal: AbortSignal): Promise<void> => {
      await hold(name, signal);
      await hold(await freePlace(bff), signal);
    },
    notify: (): void => own?.postMessage('changed'),
    onNotified: (listener: () => void): (() => void) => {
      const opened = channel();
      own = opened;
      opened?.addEventListener('message', listener);
      return () => {
        opened?.close();
        if (own === opened) own = undefined;
      };
    },
  };
}

/** Resolves when this tab has the lock, which it keeps until `signal` is aborted. */
function hold(name: string, signal: AbortSignal): Promise<void> {
  return new Promise((held, refused) => {
    const until = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
    });
    navigator.locks
      .request(name, { signal }, () => {
        held();
        return until;
      })
      .catch(refused);
  });
}

/** The name of a stream's lock that is free; else of any, to wait for. */
async function freePlace(bff: string): Promise<string> {
  const places = Array.from({ length: STREAMS }, (_, place) => `kasir ${bff} stream ${place}`);
  const { held = [] } = await navigator.locks.query();
  const free = places.filter((place) => !held.some(({ name }) => name === place));
  const open = free.length > 0 ? free : places;
  return open[Math.floor(Math.random() * open.length)] ?? bff;
}
