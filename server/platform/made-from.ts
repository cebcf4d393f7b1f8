/** A value made from a source: cached, and made again when the source is another object. */
export function madeFrom<S, T>(source: () => S, make: (from: S) => T): () => T {
  let last: { readonly from: S; readonly made: T } | undefined;
  return () => {
    const from = source();
    if (last?.from !== from) last = { from, made: make(from) };
    return last.made;
  };
}
