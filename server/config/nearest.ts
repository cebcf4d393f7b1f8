/** The Damerau-Levenshtein distance (optimal string alignment) of two words. */
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

/** Longer words are compared by their beginning. */
const MAX_LENGTH = 80;

/** The most similar name. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const compared = names.map((name) => ({ name, by: distance(word.slice(0, MAX_LENGTH), name) }));
  return compared.toSorted((a, b) => a.by - b.by)[0]?.name;
}

/** `; did you mean …?` with the nearest name. */
export function didYouMean(word: string, names: readonly string[]): string {
  const name = nearest(word, names);
  return name === undefined ? '' : `; did you mean ${name}?`;
}
