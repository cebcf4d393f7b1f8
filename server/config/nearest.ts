/** How many letters have to be put in, taken away, exchanged or swapped to make one word of the other. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const swapped =
        from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same, swapped));
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? Infinity;
}

/** A longer word than any name here is compared by its beginning. */
const MAX_LENGTH = 80;

/** The name that is written most like this one. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const compared = names.map((name) => ({ name, by: distance(word.slice(0, MAX_LENGTH), name) }));
  return compared.toSorted((a, b) => a.by - b.by)[0]?.name;
}

/** `; did you mean …?` with the nearest name. */
export function didYouMean(word: string, names: readonly string[]): string {
  const name = nearest(word, names);
  return name === undefined ? '' : `; did you mean ${name}?`;
}
