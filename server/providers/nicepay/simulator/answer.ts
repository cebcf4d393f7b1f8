import type { Instant } from '../../../payments/model/model.ts';
import type { ApiError } from './api-error.ts';
import { wallClock } from './wib.ts';

/** A flat list of fields. Those of other payment methods are there with `null`. */
export type FlatFields = Readonly<Record<string, unknown>>;

/** The response to an API call: JSON, or the browser's return to `callBackUrl` with the result. */
export type Answer =
  | { readonly kind: 'json'; readonly body: FlatFields }
  | { readonly kind: 'return'; readonly url: string; readonly body: FlatFields };

export const success = (resultMsg: string, body: FlatFields): Answer => ({
  kind: 'json',
  body: { resultCd: '0000', resultMsg, ...body },
});

/** A failed call returns nothing else. */
export const errorBody = ({ code, message }: ApiError): FlatFields => ({ resultCd: code, resultMsg: message });

export const amountText = (amount: number): string => String(amount);

/** A pair of fields such as `transDt` and `transTm`; `null` for what did not happen. */
export function dateAndTime(name: string, at: Instant | undefined): FlatFields {
  const { date, time } = at === undefined ? { date: null, time: null } : wallClock(at);
  return { [`${name}Dt`]: date, [`${name}Tm`]: time };
}

/** The value where only texts can be sent; `absent` stands for everything else. */
export const textIn = (value: unknown, absent: string): string => (typeof value === 'string' ? value : absent);
