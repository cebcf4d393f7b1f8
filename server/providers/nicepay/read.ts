import { fromMajor } from '../../../shared/money.ts';

/**
 * What NICEPAY sends, in a response or a notification: flat fields, each a text. Names are read in any letter case,
 * numbers as text; `null`, an empty value and the literal text `null` all mean that the field is absent.
 */
export interface ReceivedFields {
  text(name: string): string | undefined;
  /** Whole rupiah; `10000.00` is read too. `undefined` when the text is not an amount. */
  amount(name: string): number | undefined;
  /** All fields as received, for the few that are not texts. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/**
 * Of a name that occurs twice in different letter cases, the first that has a value counts.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-notification-api-convenience-store for the text `null`
 */
export function readFields(raw: Readonly<Record<string, unknown>>): ReceivedFields {
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
