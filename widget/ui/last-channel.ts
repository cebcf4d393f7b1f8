/** Only a channel's code: it says nothing about who paid what. */
const KEY = 'kasir.lastChannel';

/** The channel that was last used on this device; `undefined` also where storage is blocked. */
export function lastChannel(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepLastChannel(code: string): void {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // The next list has its usual order.
  }
}
