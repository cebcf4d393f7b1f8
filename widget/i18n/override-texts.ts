import { type Language, LANGUAGES } from '../../shared/language.ts';

/** In these, every key is a code, and there may be more of them than the widget has texts for. */
const BY_CODE: ReadonlySet<string> = new Set(['channels', 'problems', 'places', 'reviews']);

/**
 * `base` with a shop's own texts in place of its own. A text of another shape than its original is reported and ignored.
 *
 * @param own of the shop, unchecked
 * @param elsewhere has the texts that are not in `base` but in another stage's; absent: unknown keys are not reported
 */
export function overrideTexts<T extends object>(base: T, own: object, language: Language, elsewhere?: object): T {
  for (const key of Object.keys(own))
    if (!LANGUAGES.some((known) => known === key)) report(`messages.${key}`, `a language: ${LANGUAGES.join(', ')}`);
  return merged(base, Reflect.get(own, language), `messages.${language}`, elsewhere);
}

const merged = <T extends object>(base: T, given: unknown, path: string, elsewhere?: object): T =>
  Object.assign({}, base, replacements(base, given, path, elsewhere));

function replacements(base: object, given: unknown, path: string, elsewhere?: object): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  if (given === undefined) return found;
  if (!isRecord(given)) {
    report(path, 'an object');
    return found;
  }
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const name = `${path}.${key}`;
    const own: unknown = Object.hasOwn(base, key) ? Reflect.get(base, key) : undefined;
    if (own === undefined) {
      if (BY_CODE.has(path.split('.').at(-1) ?? '')) {
        if (typeof value === 'string') found[key] = value;
        else report(name, 'a text');
      } else if (elsewhere && !Object.hasOwn(elsewhere, key)) report(name);
    } else found[key] = replacement(own, value, name);
  }
  return found;
}

function replacement(own: unknown, value: unknown, name: string): unknown {
  if (typeof own === 'string') {
    if (typeof value === 'string') return value;
    report(name, 'a text');
  } else if (isFunction(own)) {
    if (isFunction(value)) return guarded(own, value, name);
    report(name, 'a function');
  } else if (Array.isArray(own)) {
    if (isTextList(value)) return value;
    report(name, 'a list of texts');
  } else if (isRecord(own)) return merged(own, value, name, {});
  return own;
}

/** A shop's function cannot break the screen: what it throws or returns instead of a text is reported. */
const guarded =
  (own: TextFunction, value: TextFunction, name: string): TextFunction =>
  (...values) => {
    const original = own(...values);
    try {
      const text = value(...values);
      if (isTextList(original) ? isTextList(text) : typeof text === 'string') return text;
    } catch {
      // Reported as what returns no text.
    }
    report(name, isTextList(original) ? 'a function that returns a list of texts' : 'a function that returns a text');
    return original;
  };

export type TextFunction = (...values: readonly unknown[]) => unknown;

export const isFunction = (value: unknown): value is TextFunction => typeof value === 'function';

export const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string');

const reported = new Set<string>();

/** Tells the shop's developer, once a page. `wanted`: absent where there is no such text. */
export function report(name: string, wanted?: string): void {
  if (reported.has(name)) return;
  reported.add(name);
  // oxlint-disable-next-line no-console -- the page's developer has no other way to see it
  console.error(`Kasir: ${name} ${wanted ? `has to be ${wanted}` : 'is not a text of the widget'}; it is ignored.`);
}
