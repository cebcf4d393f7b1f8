import { isChannelCode, type ChannelCode } from '../../../shared/channel.ts';
import { DomainError, fieldError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import type { Checkout, Device, SavedMethod } from '../model/model.ts';
import type { Offer } from '../ports/ports.ts';
import { eligibleOffers, ineligibleReason, type IneligibleReason } from './eligible-offers.ts';
import { readFields } from './read-fields.ts';
import { requiredFields } from './required-fields.ts';

/** What a customer picked, as the browser sends it. Never an amount, a provider or a key. */
export interface ChannelChoice {
  readonly channel?: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  /** `tok_…` */
  readonly savedMethod?: string | undefined;
  readonly save: boolean;
  readonly device?: Device | undefined;
}

/** A choice that is checked and can be paid with. */
export interface ResolvedChoice {
  readonly channel: ChannelCode;
  /** Best first; never empty. */
  readonly offers: readonly [Offer, ...Offer[]];
  readonly fields: Readonly<Record<string, string>>;
  readonly savedMethod?: SavedMethod | undefined;
  readonly save: boolean;
  readonly device?: Device | undefined;
}

const INELIGIBLE_TEXT: Readonly<Record<Exclude<IneligibleReason, 'amount'>, string>> = {
  time: 'the checkout expires too soon for this channel',
  capture: 'this channel does not support manual capture, which this checkout requires',
  saving: 'this channel does not support the savePayment of this checkout',
  device: 'this channel cannot be used on this kind of device',
  excluded: 'this checkout does not offer this channel',
};

/**
 * Checks a choice against the checkout and the offers.
 *
 * @throws {DomainError} `invalid_request` naming the field and the rule; `amount_out_of_range`; `channel_unavailable`
 */
export async function resolveChannelChoice(
  deps: Domain,
  checkout: Checkout,
  choice: ChannelChoice,
): Promise<ResolvedChoice> {
  const savedMethod =
    choice.savedMethod === undefined ? undefined : await loadOwnMethod(deps, checkout, choice.savedMethod);
  const code = choice.channel ?? savedMethod?.channel;
  if (code === undefined) throw fieldError('channel', 'is required unless savedMethod is given');
  if (!isChannelCode(code)) throw fieldError('channel', 'is not a channel code');
  if (savedMethod !== undefined && code !== savedMethod.channel) {
    throw fieldError('channel', `must be "${savedMethod.channel}", the channel of the saved method, or be left out`);
  }
  const eligible = offersFor(deps, checkout, code, choice, savedMethod);
  if (savedMethod !== undefined)
    return { channel: code, offers: eligible, fields: {}, savedMethod, save: false, device: choice.device };
  assertKnownFields(eligible, checkout, choice.fields);
  const { offers, fields } = offersWithFields(eligible, checkout, choice);
  const save = wantsSaving(checkout, choice, offers[0]);
  return { channel: code, offers, fields, save, device: choice.device };
}

/**
 * Providers of one channel may require different fields, and the first provider may have changed since the customer saw
 * the form. Only offers whose fields are filled in are used; where there are none, the first offer says what is
 * missing.
 */
function offersWithFields(
  eligible: readonly [Offer, ...Offer[]],
  checkout: Checkout,
  choice: ChannelChoice,
): Pick<ResolvedChoice, 'offers' | 'fields'> {
  const read = (offer: Offer) => readFields(requiredFields(offer, checkout), choice.fields, checkout);
  const usable = eligible
    .filter(({ supports }) => (choice.save ? supports.save : !supports.saveRequired))
    .flatMap((offer) => {
      const result = read(offer);
      return result.ok ? [{ offer, fields: result.fields }] : [];
    });
  const [first, ...rest] = usable;
  if (first === undefined) {
    const result = read(eligible[0]);
    if (!result.ok) throw result.error;
    return { offers: [eligible[0]], fields: result.fields };
  }
  return {
    offers: [first.offer, ...rest.map(({ offer }) => offer)],
    // The fields of all of them, so that a payment with the next provider counts as the same choice.
    fields: Object.fromEntries(usable.toReversed().flatMap(({ fields }) => Object.entries(fields))),
  };
}

/** A saved method of another customer is answered exactly like one that does not exist. */
async function loadOwnMethod(deps: Domain, checkout: Checkout, id: string): Promise<SavedMethod> {
  const method = await deps.store.findSavedMethod(id);
  const own = method?.status === 'active' && method.customerReference === checkout.customer?.reference;
  if (method === undefined || !own || method.unreadable)
    throw fieldError('savedMethod', 'is not a saved method of this customer');
  if (method.currency !== checkout.currency) throw fieldError('savedMethod', `pays in ${method.currency} only`);
  return method;
}

function offersFor(
  deps: Domain,
  checkout: Checkout,
  code: ChannelCode,
  choice: ChannelChoice,
  method?: SavedMethod,
): readonly [Offer, ...Offer[]] {
  // A payment with a saved method saves nothing, so the checkout's savePayment does not matter.
  const required = method === undefined ? checkout : { ...checkout, savePayment: 'offer' as const };
  const eligible = eligibleOffers(deps, required, code, choice.device).filter(
    (offer) => method === undefined || offer.provider === method.provider,
  );
  const [first, ...rest] = eligible;
  if (first !== undefined) return [first, ...rest];
  const [ineligible] = deps.providerRouter.offers(code, checkout.country, checkout.currency);
  const why =
    ineligible === undefined ? undefined : ineligibleReason(ineligible, required, deps.clock.now(), choice.device);
  if (why === 'amount' && ineligible !== undefined) throw amountOutOfRange(ineligible);
  const message =
    why === undefined || why === 'amount'
      ? 'no provider offers this channel for this country and currency'
      : INELIGIBLE_TEXT[why];
  throw new DomainError('channel_unavailable', `${code}: ${message}.`, { errors: [{ path: 'channel', message }] });
}

function amountOutOfRange({ channel, minAmount = 1, maxAmount }: Offer): DomainError {
  const range = maxAmount === undefined ? `at least ${minAmount}` : `from ${minAmount} to ${maxAmount}`;
  return new DomainError('amount_out_of_range', `amount must be ${range} for channel ${channel}.`, {
    errors: [{ path: 'channel', message: `takes an amount ${range}` }],
  });
}

function wantsSaving(checkout: Checkout, choice: ChannelChoice, offer: Offer): boolean {
  if (!choice.save && (checkout.savePayment === 'require' || offer.supports.saveRequired)) {
    throw fieldError(
      'save',
      'must be true: this payment is only possible together with saving, which the customer has to agree to',
    );
  }
  if (!choice.save) return false;
  if (checkout.savePayment === 'never') throw fieldError('save', 'must be left out: this checkout saves nothing');
  if (!offer.supports.save) {
    throw new DomainError('channel_unavailable', `${offer.channel} cannot be saved.`, {
      errors: [{ path: 'channel', message: 'cannot be saved; leave "save" out or choose another channel' }],
    });
  }
  return true;
}

function assertKnownFields(
  offers: readonly Offer[],
  checkout: Checkout,
  given: Readonly<Record<string, string>>,
): void {
  const names = new Set(offers.flatMap((offer) => requiredFields(offer, checkout).map((field) => field.name)));
  for (const name of Object.keys(given)) {
    if (!names.has(name)) throw fieldError(`fields.${name}`, 'is not a field of this channel');
  }
}
