import { fromMajor, toMajorText } from '../../../../shared/money.ts';
import { ApiError, invalid, invalidValue } from './api-error.ts';
import { findRule } from './find-rule.ts';
import type { ChannelRule } from './rules.ts';
import type { SimulatorState } from './state.ts';
import { newId } from './state.ts';

/* Checks that all calls which create a payment share. */

/** The rule of a channel that is offered in this country and currency. @throws {ApiError} otherwise */
export function offeredRule(code: string, country: string, currency: string): ChannelRule {
  const rule = findRule(code, country);
  if (rule === undefined) throw invalid('channel_code', 'is no channel');
  if (rule === 'elsewhere') throw invalidValue(`${code} is not available in ${country}`);
  if (rule.currency !== currency) throw invalidValue(`${code} takes ${rule.currency}, not ${currency}`);
  return rule;
}

/**
 * A JSON number of major units within the channel's limits, as smallest units. More decimals than the currency has in
 * use are rejected: whether the real service accepts fractions of a rupiah is not documented.
 */
export function checkAmount(rule: ChannelRule, amount: number): number {
  const smallest = fromMajor(amount, rule.currency);
  if (smallest === undefined) throw invalidValue(`request_amount has more decimals than ${rule.currency}`);
  if (smallest < rule.min || smallest > rule.max) {
    const [min, max] = [rule.min, rule.max].map((limit) => toMajorText({ amount: limit, currency: rule.currency }));
    throw invalidValue(`request_amount must be from ${min} to ${max} ${rule.currency} for ${rule.code}`);
  }
  return smallest;
}

/** A card payment's reference can be used once, also after a decline; other channels' references again. */
export function claimCardReference(state: SimulatorState, rule: ChannelRule, reference: string): void {
  if (rule.category !== 'CARDS') return;
  // The provider's schema lists this code under 409, so callers have to decide by the status.
  if (state.cardReferences.has(reference)) throw new ApiError(409, 'DATA_NOT_FOUND', 'reference_id was used before');
  state.cardReferences.add(reference);
}

/** The customer id of a body: as given, or of the customer object, the same for the same reference. */
export function customerIdOf(
  state: SimulatorState,
  body: {
    readonly customer_id?: string | undefined;
    readonly customer?: { readonly reference_id: string } | undefined;
  },
): string | undefined {
  if (body.customer_id !== undefined) return body.customer_id;
  if (body.customer === undefined) return undefined;
  const known = state.customers.get(body.customer.reference_id);
  if (known !== undefined) return known;
  const id = newId(state, 'cust');
  state.customers.set(body.customer.reference_id, id);
  return id;
}
