/** An object whose members are those of another one at the moment they are asked for: so it can be exchanged. */
export const delegate = <T extends object>(current: () => T): T =>
  new Proxy(current(), {
    get: (_, name) => Reflect.get(current(), name) as unknown,
    has: (_, name) => Reflect.has(current(), name),
  });
