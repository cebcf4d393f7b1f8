import type { Instant } from '../../../payments/model/model.ts';
import type { ApiError } from './api-error.ts';
import { wallClock } from './wib.ts';

/** A flat list of fields. Those of other payment methods are there with `null`. */
export type FlatFields = Readonly<Record<string, unknown>>;

/** What an API call answers: JSON, or the browser sent back with the result in its address. */
export type Answer =
  | { readonly kind: 'json'; readonly body: FlatFields }
  | { readonly kind: 'return'; readonly url: string; readonly body: FlatFields };

export const success = (resultMsg: string, body: FlatFields): Answer => ({
  kind: 'json',
  body: { resultCd: '0000', resultMsg, ...body },
});

/** All that a failed call tells. */
export const errorBody = ({ code, message }: ApiError): FlatFields => ({ resultCd: code, resultMsg: message });

export const amountText = (amount: number): string => String(amount);

/** `transDt` and `transTm`, and their like; `null` for what did not happen. */
export function dateAndTime(name: string, at: Instant | undefined): FlatFields {
  const { date, time } = at === undefined ? { date: null, time: null } : wallClock(at);
  return { [`${name}Dt`]: date, [`${name}Tm`]: time };
}

/** As it travels where there are only texts; everything else is absent. */
export const textIn = (value: unknown, absent: string): string => (typeof value === 'string' ? value : absent);
