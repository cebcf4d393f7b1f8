/** An object that forwards every access to the current object, which can be replaced at any time. */
export const delegate = <T extends object>(current: () => T): T =>
  new Proxy(current(), {
    get: (_, name) => Reflect.get(current(), name) as unknown,
    has: (_, name) => Reflect.has(current(), name),
  });
