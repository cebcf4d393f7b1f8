/** What is made from a source, and made anew once the source is another one. */
export function madeFrom<S, T>(source: () => S, make: (from: S) => T): () => T {
  let last: { readonly from: S; readonly made: T } | undefined;
  return () => {
    const from = source();
    if (last?.from !== from) last = { from, made: make(from) };
    return last.made;
  };
}
