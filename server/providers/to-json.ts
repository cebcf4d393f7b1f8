/** `undefined` for what is not JSON. A leading byte order mark is ignored. */
export function toJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
