/**
 * Makes objects that have all these names, each with `null` until its value is set.
 *
 * Built up name by name, an object of more than a dozen becomes a hash table in V8, and every copy of it costs twenty
 * times as much. One that JSON was parsed into does not, and its copies do not either.
 */
export function blankRecord<Value = unknown>(names: readonly string[]): () => Record<string, Value | null> {
  const members = names.map((name) => `${JSON.stringify(name)}:null`);
  const blank = JSON.parse(`{${members.join()}}`) as Readonly<Record<string, null>>;
  return () => ({ ...blank });
}
