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

/** How much of the longer of the two is different: short names are not near to everything. */
const difference = (word: string, name: string): number => distance(word, name) / Math.max(word.length, name.length, 1);

/** The name that is most similar to one of the spellings. */
export function nearest(spellings: readonly string[], names: readonly string[]): string | undefined {
  const words = spellings.map((word) => word.slice(0, MAX_LENGTH));
  const compared = names.map((name) => ({ name, by: Math.min(...words.map((word) => difference(word, name))) }));
  return compared.toSorted((a, b) => a.by - b.by)[0]?.name;
}

/** `; did you mean …?` with the nearest name. `spellings`: what was written, and how else it may be meant. */
export function didYouMean(spellings: readonly string[], names: readonly string[]): string {
  const name = nearest(spellings, names);
  return name === undefined ? '' : `; did you mean ${name}?`;
}
