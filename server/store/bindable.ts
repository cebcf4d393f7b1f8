/** A value that a statement may have as a parameter. */
export type Parameter = string | number | bigint | null;

/**
 * SQLite's driver aborts the process for a value that it cannot bind (a boolean, for instance), and PostgreSQL's guesses
 * a text for any object, so those are rejected here.
 *
 * @throws {TypeError}
 */
export function bindable(value: unknown): Parameter {
  if (value === null || typeof value === 'string' || typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(
    `${value === undefined ? 'undefined' : `a ${typeof value}`} cannot be a parameter of a statement`,
  );
}
