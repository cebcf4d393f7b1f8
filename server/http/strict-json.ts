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
const SPACE = /[ \t\n\r]*/y;

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

  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0] ?? '';
    at += match.length;
    return match;
  };

  const expect = (character: string, path: string): void => {
    skip(SPACE);
    if (text[at] !== character)
      throw new JsonFault(path, `is not valid JSON: expected "${character}" at character ${at}`);
    at += 1;
  };

  const readString = (path: string): string => {
    const literal = skip(STRING);
    if (literal === '') throw new JsonFault(path, `is not valid JSON at character ${at}`);
    const value: unknown = JSON.parse(literal);
    if (typeof value !== 'string' || value.includes('\0') || /\p{Surrogate}/u.test(value)) {
      throw new JsonFault(path, 'must not contain U+0000 or an unpaired surrogate');
    }
    return value;
  };

  const readNumber = (path: string): number => {
    const literal = skip(NUMBER);
    if (literal === '') throw new JsonFault(path, `is not valid JSON at character ${at}`);
    if (!/^-?\d+$/.test(literal)) throw new JsonFault(path, 'must be an integer written in digits only');
    const value = Number(literal);
    if (!Number.isSafeInteger(value)) throw new JsonFault(path, 'exceeds the range of safe integers');
    return value;
  };

  const readWord = (path: string): boolean | null => {
    const word = skip(/true|false|null/y);
    if (word === '') throw new JsonFault(path, `is not valid JSON at character ${at}`);
    return word === 'null' ? null : word === 'true';
  };

  const readObject = (path: string, depth: number): Json => {
    const object: Record<string, Json> = {};
    let count = 0;
    at += 1;
    skip(SPACE);
    for (let first = true; text[at] !== '}'; first = false) {
      if (!first) expect(',', path);
      skip(SPACE);
      const name = readString(path);
      const inner = path === '' ? name : `${path}.${name}`;
      count += 1;
      if (count > MAX_PROPERTIES) throw new JsonFault(path, `has more than ${MAX_PROPERTIES} fields`);
      if (name.length > MAX_NAME) throw new JsonFault(path, `has a field name longer than ${MAX_NAME} characters`);
      if (FORBIDDEN_KEYS.has(name)) throw new JsonFault(inner, 'is not a known field');
      if (Object.hasOwn(object, name)) throw new JsonFault(inner, 'is given more than once');
      expect(':', inner);
      object[name] = readValue(inner, depth + 1);
      skip(SPACE);
    }
    at += 1;
    return object;
  };

  const readArray = (path: string, depth: number): Json => {
    const elements: Json[] = [];
    at += 1;
    skip(SPACE);
    while (text[at] !== ']') {
      if (elements.length > 0) expect(',', path);
      elements.push(readValue(path === '' ? `${elements.length}` : `${path}.${elements.length}`, depth + 1));
      skip(SPACE);
    }
    at += 1;
    return elements;
  };

  const readValue = (path: string, depth: number): Json => {
    if (depth > MAX_DEPTH) throw new JsonFault(path, `is nested more than ${MAX_DEPTH} levels deep`);
    values += 1;
    if (values > MAX_VALUES) throw new JsonFault('', `contains more than ${MAX_VALUES} values`);
    skip(SPACE);
    const first = text[at];
    if (first === '{') return readObject(path, depth);
    if (first === '[') return readArray(path, depth);
    if (first === '"') return readString(path);
    if (first !== undefined && /[-\d]/.test(first)) return readNumber(path);
    return readWord(path);
  };

  const value = readValue('', 0);
  skip(SPACE);
  if (at < text.length) throw new JsonFault('', `is not valid JSON: unexpected content at character ${at}`);
  return value;
}
