/** Every text by its path. Functions are called with a mark for each parameter: `<1>`, `<2>` … */
export function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return textsOf(Reflect.apply(value, undefined, marksOf(value)), path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => textsOf(entry, `${path}.${key}`));
}

const marksOf = ({ length }: { length: number }): string[] => Array.from({ length }, (_, index) => `<${index + 1}>`);
