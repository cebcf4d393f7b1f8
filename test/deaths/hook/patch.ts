/** One call of a patched method. */
export interface PatchedCall {
  readonly self: unknown;
  readonly parameters: readonly unknown[];
  /** Calls the original, with other parameters if given. */
  readonly run: (parameters?: readonly unknown[]) => unknown;
}

/** Replaces a method of an object or a prototype; nothing happens where it has none of that name. */
export function patch(target: object, name: string, around: (call: PatchedCall) => unknown): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') return;
  Reflect.set(target, name, function (this: unknown, ...parameters: unknown[]) {
    return around({
      self: this,
      parameters,
      run: (given = parameters) => Reflect.apply(original, this, given) as unknown,
    });
  });
}
