/** A parsed body. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [property: string]: Json };

/** The body is not valid JSON, or JSON that two parsers could read differently. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  /** Dotted, like `items.0.quantity`; empty for the body as a whole. */
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

const MAX_DEPTH = 16;
/** Of one object. No object of the API has more than a fraction of it; `metadata` has at most 50. */
const MAX_PROPERTIES = 200;
/** Of all objects and arrays together. A checkout of the largest allowed size has about 1,500 items of four values. */
const MAX_VALUES = 8_000;
/** Of a property name, in characters; those of `metadata` have at most 40. */
const MAX_NAME = 500;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
/** What makes a text more than the characters between its quotes, or must not be in it. */
const UNUSUAL = /[\\\u0000-\u001f\ud800-\udfff]/;
/** A longer slice would keep the whole body in memory for as long as it lives. */
const MAX_SLICE = 12;
const [QUOTE, MINUS, ZERO, NINE] = [0x22, 0x2d, 0x30, 0x39];

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;

/**
 * A strict `JSON.parse`. It rejects duplicate properties, properties that reach a prototype, unpaired surrogates, U+0000,
 * deep nesting, more than 200 properties in one object or 8,000 values in all, names over 500 characters, and every
 * number that is not a safe integer written in digits: other parsers could read `10.0`, `1e5` or 2^53 as another amount.
 *
 * @throws {JsonFault} with the path
 */
export function parseStrictJson(text: string): Json {
  let at = 0;
  let values = 0;
  /** The names and positions that lead to what is read. */
  const where: (string | number)[] = [];

  const fault = (message: string): JsonFault => new JsonFault(where.join('.'), message);

  const skipSpace = (): void => {
    while (isSpace(text.charCodeAt(at))) at += 1;
  };

  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0] ?? '';
    at += match.length;
    return match;
  };

  const expect = (character: string): void => {
    skipSpace();
    if (text[at] !== character) throw fault(`is not valid JSON: expected "${character}" at character ${at}`);
    at += 1;
  };

  const readString = (): string => {
    const end = text.charCodeAt(at) === QUOTE ? text.indexOf('"', at + 1) : -1;
    if (end !== -1 && end - at <= MAX_SLICE) {
      const value = text.slice(at + 1, end);
      if (!UNUSUAL.test(value)) {
        at = end + 1;
        return value;
      }
    }
    const literal = take(STRING);
    if (literal === '') throw fault(`is not valid JSON at character ${at}`);
    const value: unknown = JSON.parse(literal);
    if (typeof value !== 'string' || value.includes('\0') || /\p{Surrogate}/u.test(value)) {
      throw fault('must not contain U+0000 or an unpaired surrogate');
    }
    return value;
  };

  const readNumber = (): number => {
    const literal = take(NUMBER);
    if (literal === '') throw fault(`is not valid JSON at character ${at}`);
    if (!/^-?\d+$/.test(literal)) throw fault('must be an integer written in digits only');
    const value = Number(literal);
    if (!Number.isSafeInteger(value)) throw fault('exceeds the range of safe integers');
    return value;
  };

  const readWord = (): boolean | null => {
    const word = take(WORD);
    if (word === '') throw fault(`is not valid JSON at character ${at}`);
    return word === 'null' ? null : word === 'true';
  };

  const readObject = (): Json => {
    const object: Record<string, Json> = {};
    let count = 0;
    at += 1;
    skipSpace();
    for (let first = true; text[at] !== '}'; first = false) {
      if (!first) expect(',');
      skipSpace();
      const name = readString();
      count += 1;
      if (count > MAX_PROPERTIES) throw fault(`has more than ${MAX_PROPERTIES} fields`);
      if (name.length > MAX_NAME) throw fault(`has a field name longer than ${MAX_NAME} characters`);
      where.push(name);
      if (FORBIDDEN_KEYS.has(name)) throw fault('is not a known field');
      if (Object.hasOwn(object, name)) throw fault('is given more than once');
      expect(':');
      object[name] = readValue();
      where.pop();
      skipSpace();
    }
    at += 1;
    return object;
  };

  const readArray = (): Json => {
    const elements: Json[] = [];
    at += 1;
    skipSpace();
    while (text[at] !== ']') {
      if (elements.length > 0) expect(',');
      where.push(elements.length);
      elements.push(readValue());
      where.pop();
      skipSpace();
    }
    at += 1;
    return elements;
  };

  const readValue = (): Json => {
    if (where.length > MAX_DEPTH) throw fault(`is nested more than ${MAX_DEPTH} levels deep`);
    values += 1;
    if (values > MAX_VALUES) throw new JsonFault('', `contains more than ${MAX_VALUES} values`);
    skipSpace();
    const first = text.charCodeAt(at);
    if (first === QUOTE) return readString();
    if (isDigit(first) || first === MINUS) return readNumber();
    const bracket = text[at];
    if (bracket === '{') return readObject();
    return bracket === '[' ? readArray() : readWord();
  };

  const value = readValue();
  skipSpace();
  if (at < text.length) throw new JsonFault('', `is not valid JSON: unexpected content at character ${at}`);
  return value;
}
