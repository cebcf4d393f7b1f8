import { isChannelCode, type ChannelCode } from '../../../shared/channel.ts';
import { toE164 } from '../../../shared/phone.ts';
import { EMAIL, requiredFields, prefilledValue } from './required-fields.ts';
import type { Domain } from '../core/domain.ts';
import { ineligibleReason, eligibleOffers, type IneligibleReason } from './eligible-offers.ts';
import type { Checkout, Device, SavedMethod } from '../model/model.ts';
import type { Offer, OfferField } from '../ports/ports.ts';
import { DomainError, fieldError } from '../core/domain-error.ts';
import { textIn } from '../model/localized-text.ts';

/** What a customer picked, as it comes from the browser. Never an amount, a provider or a key. */
export interface ChannelChoice {
  readonly channel?: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  /** `tok_…` */
  readonly savedMethod?: string | undefined;
  readonly save: boolean;
  readonly device?: Device | undefined;
}

/** A choice that can be acted on. */
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
  time: 'too little time is left for this channel',
  capture: 'this channel cannot hold money for a later capture, which this checkout asks for',
  saving: 'this channel does not go together with the saving that this checkout asks for or excludes',
  device: 'this channel cannot be used on this kind of device',
  excluded: 'this checkout does not offer this channel',
};

/** Checks a choice against the checkout and the market; every "no" names the field and the rule. */
export async function resolveChannelChoice(
  deps: Domain,
  checkout: Checkout,
  choice: ChannelChoice,
): Promise<ResolvedChoice> {
  const savedMethod =
    choice.savedMethod === undefined ? undefined : await ownMethod(deps, checkout, choice.savedMethod);
  const code = choice.channel ?? savedMethod?.channel;
  if (code === undefined) throw fieldError('channel', 'is needed unless savedMethod is given');
  if (!isChannelCode(code)) throw fieldError('channel', 'is not a channel code');
  if (savedMethod !== undefined && code !== savedMethod.channel) {
    throw fieldError('channel', `must be "${savedMethod.channel}", the saved method's own, or be left out`);
  }
  const usable = offersFor(deps, checkout, code, choice, savedMethod);
  if (savedMethod !== undefined)
    return { channel: code, offers: usable, fields: {}, savedMethod, save: false, device: choice.device };
  assertKnownFields(usable, checkout, choice.fields);
  const { offers, fields } = answeredOffers(usable, checkout, choice);
  const save = wantsSaving(checkout, choice, offers[0]);
  return { channel: code, offers, fields, save, device: choice.device };
}

/**
 * Sellers of one channel may ask for different things, and who stands first may have changed since the customer was
 * shown the fields. Those come in question whose questions are answered; where nobody's are, the best one says why.
 */
function answeredOffers(
  usable: [Offer, ...Offer[]],
  checkout: Checkout,
  choice: ChannelChoice,
): Pick<ResolvedChoice, 'offers' | 'fields'> {
  const read = (offer: Offer) => readFields(requiredFields(offer, checkout), choice.fields, checkout);
  const answers = usable
    .filter(({ supports }) => (choice.save ? supports.save : !supports.saveRequired))
    .flatMap((offer) => {
      try {
        return [{ offer, fields: read(offer) }];
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return [];
      }
    });
  const [first, ...rest] = answers;
  if (first === undefined) return { offers: [usable[0]], fields: read(usable[0]) };
  return {
    offers: [first.offer, ...rest.map(({ offer }) => offer)],
    // What any of them asks for, so that a payment with the next one is the same choice.
    fields: Object.fromEntries(answers.toReversed().flatMap(({ fields }) => Object.entries(fields))),
  };
}

/** A saved method of another customer is answered exactly like one that does not exist. */
async function ownMethod(deps: Domain, checkout: Checkout, id: string): Promise<SavedMethod> {
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
): [Offer, ...Offer[]] {
  // Paying with what was saved saves nothing anew, so the checkout's wish to save is met.
  const inquired = method === undefined ? checkout : { ...checkout, savePayment: 'offer' as const };
  const usable = eligibleOffers(deps, inquired, code, choice.device).filter(
    (o) => method === undefined || o.provider === method.provider,
  );
  const [first, ...rest] = usable;
  if (first !== undefined) return [first, ...rest];
  const [unfit] = deps.providerRouter.offers(code, checkout.country, checkout.currency);
  const why = unfit === undefined ? undefined : ineligibleReason(unfit, inquired, deps.clock.now(), choice.device);
  if (why === 'amount' && unfit !== undefined) {
    throw new DomainError(
      'amount_out_of_range',
      `${code} carries ${unfit.minAmount ?? 1} to ${unfit.maxAmount ?? 'any amount'}.`,
      {
        errors: [
          { path: 'channel', message: `carries ${unfit.minAmount ?? 1} to ${unfit.maxAmount ?? 'any amount'} here` },
        ],
      },
    );
  }
  const message =
    why === undefined || why === 'amount'
      ? 'nobody sells this channel for this country and currency'
      : INELIGIBLE_TEXT[why];
  throw new DomainError('channel_unavailable', `${code}: ${message}.`, { errors: [{ path: 'channel', message }] });
}

function wantsSaving(checkout: Checkout, choice: ChannelChoice, offer: Offer): boolean {
  if (!choice.save && (checkout.savePayment === 'require' || offer.supports.saveRequired)) {
    throw fieldError(
      'save',
      'must be true: this payment can only be made together with saving, which the customer has to agree to',
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

const MAX_FIELD_LENGTH = 200;

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

function readFields(
  fields: readonly OfferField[],
  given: Readonly<Record<string, string>>,
  { customer, country }: Checkout,
): Readonly<Record<string, string>> {
  const entries = fields.flatMap((field) => {
    const typed = given[field.name]?.trim();
    const value = typed === undefined || typed === '' ? prefilledValue(field, customer) : typed;
    if (value === undefined) {
      if (field.required) throw fieldError(`fields.${field.name}`, `is needed: ${textIn(field.label, 'en')}`);
      return [];
    }
    return [[field.name, checked(field, value, country)] as const];
  });
  return Object.fromEntries(entries);
}

function checked(field: OfferField, value: string, country: string): string {
  const path = `fields.${field.name}`;
  if (value.length > MAX_FIELD_LENGTH) throw fieldError(path, `must have at most ${MAX_FIELD_LENGTH} characters`);
  if (field.type === 'phone') {
    const phone = toE164(value, country);
    if (phone === undefined)
      throw fieldError(path, 'must be a phone number, national (0812…) or international (+62812…)');
    return matched(field, phone);
  }
  if (field.type === 'email' && !EMAIL.test(value)) throw fieldError(path, 'must be an e-mail address');
  if (field.type === 'select' && !field.options?.some((option) => option.value === value))
    throw fieldError(path, 'must be one of the options');
  return matched(field, value);
}

function matched({ name, pattern }: OfferField, value: string): string {
  if (pattern !== undefined && !pattern.regex.test(value)) throw fieldError(`fields.${name}`, pattern.message);
  return value;
}
