import { fromMajor } from '../../../shared/money.ts';

/**
 * What NICEPAY says, in an answer or a notification: flat members, each a text. Their names are read in any letter
 * case, numbers as text; `null`, an empty value and the literal text `null` all mean that there is nothing.
 */
export interface Said {
  text(name: string): string | undefined;
  /** Whole rupiah; `10000.00` is read too. `undefined` when it is no amount. */
  amount(name: string): number | undefined;
  /** The whole of it, for the few members that are no texts. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Of a name that occurs twice in different letter cases, the first that says something counts. */
export function toSaid(raw: Readonly<Record<string, unknown>>): Said {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(raw)) {
    const key = name.toLowerCase();
    const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
    if (text !== '' && text !== 'null' && !texts.has(key)) texts.set(key, text);
  }
  const text = (name: string): string | undefined => texts.get(name.toLowerCase());
  return { raw, text, amount: (name) => fromMajor(text(name) ?? '', 'IDR') };
}

/** `undefined` for anything but a JSON object. */
export function parseObject(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}
