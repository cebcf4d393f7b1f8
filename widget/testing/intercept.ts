type Fetch = typeof globalThis.fetch;

const answering = new Map<string, Fetch>();
let before: Fetch | undefined;

/** Requests below an address are answered by `answer`; all others go where they went before. */
export function intercept(address: string, answer: Fetch): () => void {
  if (answering.size === 0) {
    before = globalThis.fetch;
    globalThis.fetch = route;
  }
  answering.set(address, answer);
  return () => {
    // Another tool may have put itself in front meanwhile: then it stays, and calls this one.
    if (answering.delete(address) && answering.size === 0 && before && globalThis.fetch === route)
      globalThis.fetch = before;
  };
}

const route: Fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const found = [...answering].find(([address]) => url.startsWith(`${address}/`));
  const fetch = found?.[1] ?? before;
  return fetch ? fetch(input, init) : Promise.reject(new TypeError('there is no fetch'));
};
