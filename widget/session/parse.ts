/**
 * Parsers of what comes over the wire, in place of a schema library that the page would have to download. A parser takes
 * an unknown value and its path, and returns the typed value or throws {@link ParseError}.
 */
export type Parser<T> = (value: unknown, path: string) => T;

export class ParseError extends Error {
  constructor(path: string) {
    super(`cannot be parsed: ${path || 'the answer'}`);
    this.name = 'ParseError';
  }
}

const parser =
  <T>(fits: (value: unknown) => value is T): Parser<T> =>
  (value, path) => {
    if (!fits(value)) throw new ParseError(path);
    return value;
  };

export const text = parser((value): value is string => typeof value === 'string');
export const flag = parser((value): value is boolean => typeof value === 'boolean');
export const whole = parser((value): value is number => Number.isSafeInteger(value));
/** An amount in smallest units: whole and not negative. */
export const amount = parser((value): value is number => Number.isSafeInteger(value) && Number(value) >= 0);
/** ISO 8601 UTC. */
export const time = parser(
  (value): value is string =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
);

export const oneOf = <const T extends string>(options: readonly T[]): Parser<T> =>
  parser((value): value is T => options.some((option) => option === value));

export const list =
  <T>(item: Parser<T>): Parser<T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw new ParseError(path);
    return value.map((entry: unknown, index) => item(entry, `${path}.${index}`));
  };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textRecord: Parser<Record<string, string>> = (value, path) => {
  if (!isRecord(value)) throw new ParseError(path);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, text(entry, `${path}.${name}`)]));
};

type Fields = Readonly<Record<string, Parser<unknown>>>;
type Result<R> = R extends Parser<infer T> ? T : never;
type Shape<M extends Fields, O extends Fields> = { [K in keyof M]: Result<M[K]> } & { [K in keyof O]?: Result<O[K]> };

/** An object with these fields and perhaps the optional ones; others are left out. */
export const shape =
  <M extends Fields, O extends Fields = Record<never, never>>(needed: M, optional?: O): Parser<Shape<M, O>> =>
  (value, path) => {
    if (!isRecord(value)) throw new ParseError(path);
    const found: Record<string, unknown> = {};
    for (const [name, parse] of Object.entries(needed)) found[name] = parse(value[name], `${path}.${name}`);
    for (const [name, parse] of Object.entries(optional ?? {}))
      if (value[name] !== undefined) found[name] = parse(value[name], `${path}.${name}`);
    // Every field of the type was just parsed by its own parser.
    return found as Shape<M, O>;
  };

/** Of what most pages never parse: made when it is first needed. */
export const later = <T>(make: () => Parser<T>): Parser<T> => {
  let made: Parser<T> | undefined;
  return (value, path) => (made ??= make())(value, path);
};
