/** Shares a value with the chunks, by a name that is unique in a page. The first copy of the script on a page decides. */
export function once(name: string, value: unknown): void {
  const key = Symbol.for(name);
  if (!(key in globalThis)) Object.defineProperty(globalThis, key, { value });
}
