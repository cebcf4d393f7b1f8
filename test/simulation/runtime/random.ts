/** Seeded pseudo-random numbers (sfc32): the same in every run and on every machine. */
export interface Random {
  /** A whole number from 0 to `below` − 1. */
  int(below: number): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T;
  /** From 0 up to 1. */
  float(): number;
}

/** Different names under one seed give independent sequences. */
export function seededRandom(seed: number, name: string): Random {
  let [a, b, c, counter] = [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0, hash(name), 1];

  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  // The first numbers of similar seeds resemble each other.
  for (let round = 0; round < 12; round += 1) next();

  const random: Random = {
    float: () => next() / 2 ** 32,
    int: (below) => Math.floor((next() / 2 ** 32) * below),
    between: (from, to) => from + random.int(to - from + 1),
    chance: (probability) => next() / 2 ** 32 < probability,
    pick(from) {
      if (from.length === 0) throw new RangeError('nothing to pick from');
      return from[random.int(from.length)]!;
    },
  };
  return random;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
