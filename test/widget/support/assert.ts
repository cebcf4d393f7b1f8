/* The assertions that browser tests use, named as in node:assert. */

export function ok(value: unknown, message = `expected something, got ${String(value)}`): asserts value {
  if (!value) throw new Error(message);
}

export function equal<T>(actual: T, expected: T, message = ''): void {
  if (!Object.is(actual, expected))
    throw new Error(`${message} expected ${show(expected)}, got ${show(actual)}`.trim());
}

/** Compares their JSON. */
export function deepEqual(actual: unknown, expected: unknown, message = ''): void {
  equal(show(actual), show(expected), message);
}

export function match(actual: string, pattern: RegExp, message = ''): void {
  if (!pattern.test(actual)) throw new Error(`${message} ${show(actual)} does not match ${pattern}`.trim());
}

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);
