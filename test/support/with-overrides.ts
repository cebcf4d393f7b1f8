/** The same object with these members replaced; its other methods keep their `this`. */
export const withOverrides = <T extends object>(whole: T, over: Partial<T>): T =>
  new Proxy(whole, {
    get(target, name) {
      const value: unknown = Reflect.get(over, name) ?? Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
