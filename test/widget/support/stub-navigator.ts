/** Replaces members of `navigator` for one test; returns how to get the browser's own back. */
export function stubNavigator(members: Readonly<Record<string, unknown>>): () => void {
  for (const [name, value] of Object.entries(members))
    Object.defineProperty(navigator, name, { configurable: true, value });
  return () => {
    for (const name of Object.keys(members)) Reflect.deleteProperty(navigator, name);
  };
}
