/**
 * A few readers that check what came over the wire, in place of a schema library the page would have to download.
 * A reader takes an unknown value and the path to it, and answers the typed value or throws {@link Unreadable}.
 */
export type Read<T> = (value: unknown, path: string) => T;

export class Unreadable extends Error {
  constructor(path: string) {
    super(`cannot be read: ${path || 'the answer'}`);
    this.name = 'Unreadable';
  }
}

const reader =
  <T>(fits: (value: unknown) => value is T): Read<T> =>
  (value, path) => {
    if (!fits(value)) throw new Unreadable(path);
    return value;
  };

export const text = reader((value): value is string => typeof value === 'string');
export const flag = reader((value): value is boolean => typeof value === 'boolean');
export const whole = reader((value): value is number => Number.isSafeInteger(value));
/** An amount in smallest units: whole and not negative. */
export const amount = reader(
  (value): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
);
/** ISO 8601 UTC. */
export const time = reader(
  (value): value is string =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
);

export const oneOf = <const T extends string>(options: readonly T[]): Read<T> =>
  reader((value): value is T => options.some((option) => option === value));

export const list =
  <T>(item: Read<T>): Read<T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw new Unreadable(path);
    return value.map((entry: unknown, index) => item(entry, `${path}.${index}`));
  };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textRecord: Read<Record<string, string>> = (value, path) => {
  if (!isRecord(value)) throw new Unreadable(path);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, text(entry, `${path}.${name}`)]));
};

type Members = Readonly<Record<string, Read<unknown>>>;
type Result<R> = R extends Read<infer T> ? T : never;
type Shape<M extends Members, O extends Members> = { [K in keyof M]: Result<M[K]> } & { [K in keyof O]?: Result<O[K]> };

/** An object with these members and perhaps the optional ones. Members it does not know are left out. */
export const shape =
  <M extends Members, O extends Members = Record<never, never>>(needed: M, optional?: O): Read<Shape<M, O>> =>
  (value, path) => {
    if (!isRecord(value)) throw new Unreadable(path);
    const found: Record<string, unknown> = {};
    for (const [name, read] of Object.entries(needed)) found[name] = read(value[name], `${path}.${name}`);
    for (const [name, read] of Object.entries(optional ?? {}))
      if (value[name] !== undefined) found[name] = read(value[name], `${path}.${name}`);
    // Every member of the type was just read by its own reader.
    return found as Shape<M, O>;
  };
