import { readdirSync, readFileSync } from 'node:fs';

export interface StyleProperty {
  readonly name: string;
  /** In the light theme. */
  readonly default: string;
}

/** The custom properties that a page can set, with their defaults: every `var(--kasir-…, default)` of the styles. */
export function styleProperties(widget: string): readonly StyleProperty[] {
  const found = new Map<string, string>();
  for (const path of readdirSync(widget, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!path.endsWith('.ts') || /^(dist|node_modules)/.test(path)) continue;
    const source = readFileSync(`${widget}/${path}`, 'utf8');
    // The values of the dark theme stand above what is exported.
    const light = source.indexOf('export const');
    for (const text of [source.slice(light), source.slice(0, light)])
      for (const { index, 1: name = '' } of text.matchAll(/var\((--kasir-[\w-]+)/g))
        if (!found.has(name)) found.set(name, fallbackAt(text, index));
  }
  return [...found]
    .map(([name, fallback]) => ({ name, default: fallback }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What stands between the comma and the bracket that closes this `var(`. */
function fallbackAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    if (text[at] === ')' && depth === 0) {
      const inside = text.slice(start, at);
      return inside.includes(',')
        ? inside
            .slice(inside.indexOf(',') + 1)
            .replaceAll(/\s+/g, ' ')
            .trim()
        : '';
    }
  }
  return '';
}
