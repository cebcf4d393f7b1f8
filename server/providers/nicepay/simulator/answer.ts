import type { Instant } from '../../../payments/model/model.ts';
import type { Refused } from './api-error.ts';
import { wallClock } from './wib.ts';

/** Flat; members of other ways to pay are there with `null`. */
export type Flat = Readonly<Record<string, unknown>>;

/** What an API call answers: JSON, or the browser sent back with the result in its address. */
export type Answer =
  | { readonly kind: 'json'; readonly body: Flat }
  | { readonly kind: 'return'; readonly url: string; readonly body: Flat };

export const said = (resultMsg: string, body: Flat): Answer => ({
  kind: 'json',
  body: { resultCd: '0000', resultMsg, ...body },
});

/** All that a failed call tells. */
export const rejection = ({ code, message }: Refused): Flat => ({ resultCd: code, resultMsg: message });

export const amountText = (amount: number): string => String(amount);

/** `transDt` and `transTm`, and their like; `null` for what did not happen. */
export function dateAndTime(name: string, at: Instant | undefined): Flat {
  const { date, time } = at === undefined ? { date: null, time: null } : wallClock(at);
  return { [`${name}Dt`]: date, [`${name}Tm`]: time };
}

/** As it travels where there are only texts; everything else is absent. */
export const textIn = (value: unknown, absent: string): string => (typeof value === 'string' ? value : absent);
