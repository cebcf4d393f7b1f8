import { hasAppScheme } from '../../shared/app-scheme.ts';
import { channelFacts, GROUP_OF_KIND } from '../../shared/channel.ts';
import type { Instruction } from '../../shared/instruction.ts';
import { eventBodySchema, type EventBody, type EventView } from '../../shared/api/event-view.ts';
import type {
  ChannelView,
  CheckoutView,
  PaymentDetail,
  PaymentItem,
  PaymentView,
  RefundView,
  SavedMethodView,
  SessionCheckout,
  StorefrontPaymentView,
  StorefrontSavedMethodView,
} from '../../shared/api/views.ts';
import type { Language } from '../../shared/language.ts';
import { requiredFields, prefilledValue } from '../payments/channel/required-fields.ts';
import type { EventRenderer } from '../payments/core/domain.ts';
import type {
  Address,
  Checkout,
  Customer,
  EventResponse,
  HistoryEntry,
  Payment,
  Refund,
  SavedMethod,
  StoredEvent,
} from '../payments/model/model.ts';
import type { DeliveryState, Offer } from '../payments/ports/ports.ts';
import { receivedAmount } from '../payments/model/received-money.ts';
import { textIn } from '../payments/model/localized-text.ts';
import { optional, presentEntry, presentFailure, presentTime } from './present-parts.ts';
import { presentPayout } from './present-payout.ts';

/*
 * The only way out: domain → wire, member by member. Nothing is ever spread from a row, so what a row gains stays inside
 * until a line is written here.
 */

export { presentFailure, presentTime };

export function presentPayment(payment: Payment): PaymentView {
  return {
    id: payment.id,
    channel: payment.channel,
    status: payment.status,
    amount: payment.amount,
    currency: payment.currency,
    expiresAt: presentTime(payment.expiresAt),
    instruction: presentInstruction(payment.instruction),
    ...optional('failure', payment.failure && presentFailure(payment.failure)),
    ...optional('review', payment.review),
    ...optional('capturedAmount', takenInPart(payment)),
    refundedAmount: payment.refundedAmount,
    ...optional('reversedAt', payment.reversedAt === undefined ? undefined : presentTime(payment.reversedAt)),
    ...optional('savedMethod', payment.savedMethodId),
    createdAt: presentTime(payment.createdAt),
    updatedAt: presentTime(payment.updatedAt),
  };
}

/** The same for the storefront's server, which is told what could not be read. */
export const presentStorefrontPayment = (payment: Payment): StorefrontPaymentView => ({
  ...presentPayment(payment),
  ...(payment.unreadable ? { instruction: null, unreadable: true } : {}),
  ...optional('receivedAmount', receivedInstead(payment)),
});

/** Only of money that came, and only where it is not what was asked for. */
function receivedInstead(payment: Payment): number | undefined {
  const received = receivedAmount(payment);
  return received === 0 || received === payment.amount ? undefined : received;
}

/** Without its history, as lists have it. */
export const presentPaymentItem = (payment: Payment): PaymentItem => ({
  ...presentStorefrontPayment(payment),
  checkoutId: payment.checkoutId,
});

/** A capture is written down before it is asked for: only of a paid payment it says what was taken. */
const takenInPart = ({ status, amount, capturedAmount }: Payment): number | undefined =>
  status === 'succeeded' && capturedAmount !== amount ? capturedAmount : undefined;

export function presentPaymentDetail(payment: Payment, history: readonly HistoryEntry[]): PaymentDetail {
  return { ...presentPaymentItem(payment), history: history.map(presentEntry) };
}

/** What no app of ours opens never reaches a browser, whichever provider named it; the page stays. */
const openable = (appUrl: string | undefined): string | undefined =>
  appUrl !== undefined && (hasAppScheme(appUrl) || /^https?:/i.test(appUrl)) ? appUrl : undefined;

function presentInstruction(instruction: Instruction): Instruction {
  switch (instruction.kind) {
    case 'redirect':
      return {
        kind: 'redirect',
        url: instruction.url,
        ...optional('appUrl', openable(instruction.appUrl)),
        method: instruction.method,
      };
    case 'form_post':
      return {
        kind: 'form_post',
        action: instruction.action,
        fields: instruction.fields,
        ...optional('inputs', instruction.inputs),
        ...optional('inputNames', instruction.inputNames),
        ...optional('expiryFormat', instruction.expiryFormat),
      };
    case 'virtual_account':
      return {
        kind: 'virtual_account',
        bank: instruction.bank,
        number: instruction.number,
        ...optional('accountName', instruction.accountName),
        ...optional('qrPayload', instruction.qrPayload),
        guide: instruction.guide,
      };
    case 'retail_code':
      return {
        kind: 'retail_code',
        store: instruction.store,
        code: instruction.code,
        ...optional('barcode', instruction.barcode),
        ...optional('biller', instruction.biller),
        ...optional('hours', instruction.hours),
        guide: instruction.guide,
      };
    case 'qr':
      return { kind: 'qr', format: instruction.format, payload: instruction.payload };
    case 'push':
      return { kind: 'push', app: instruction.app, phone: instruction.phone, respondBy: instruction.respondBy };
    case 'otp':
      return { kind: 'otp', ...optional('sentTo', instruction.sentTo), ...optional('length', instruction.length) };
    case 'none':
      return { kind: 'none' };
  }
}

/** @param payments the checkout's, newest first */
export function presentCheckout(checkout: Checkout, payments: readonly Payment[]): CheckoutView {
  return {
    id: checkout.id,
    status: checkout.status,
    reference: checkout.reference,
    amount: checkout.amount,
    currency: checkout.currency,
    country: checkout.country,
    ...optional('description', checkout.description),
    ...optional('items', checkout.items?.map(presentItem)),
    ...optional('customer', checkout.unreadable ? null : checkout.customer && presentCustomer(checkout.customer)),
    ...optional('unreadable', checkout.unreadable),
    returnUrl: checkout.returnUrl,
    expiresAt: presentTime(checkout.expiresAt),
    ...optional('channels', checkout.channels && [...checkout.channels]),
    capture: checkout.capture,
    savePayment: checkout.savePayment,
    ...optional('installments', checkout.installments && [...checkout.installments]),
    ...optional('metadata', checkout.metadata && Object.fromEntries(Object.entries(checkout.metadata))),
    createdAt: presentTime(checkout.createdAt),
    updatedAt: presentTime(checkout.updatedAt),
    payments: payments.map(presentStorefrontPayment),
  };
}

const presentItem = ({ name, quantity, unitAmount }: { name: string; quantity: number; unitAmount: number }) => ({
  name,
  quantity,
  unitAmount,
});

const presentCustomer = (customer: Customer): NonNullable<CheckoutView['customer']> => ({
  ...optional('reference', customer.reference),
  ...optional('name', customer.name),
  ...optional('email', customer.email),
  ...optional('phone', customer.phone),
  ...optional('address', customer.address && presentAddress(customer.address)),
});

const presentAddress = (address: Address) => ({
  ...optional('line1', address.line1),
  ...optional('city', address.city),
  ...optional('state', address.state),
  ...optional('postalCode', address.postalCode),
  ...optional('country', address.country),
});

/** What the customer's own browser may know of the checkout. */
export function presentSessionCheckout(checkout: Checkout): SessionCheckout {
  return {
    id: checkout.id,
    status: checkout.status,
    amount: checkout.amount,
    currency: checkout.currency,
    country: checkout.country,
    ...optional('description', checkout.description),
    ...optional('items', checkout.items?.map(presentItem)),
    returnUrl: checkout.returnUrl,
    expiresAt: presentTime(checkout.expiresAt),
    savePayment: checkout.savePayment,
  };
}

/**
 * A field that the checkout's customer data answers is not asked for.
 *
 * @param language of what the customer reads
 * @param notice what the customer should know first
 */
export function presentChannel(offer: Offer, checkout: Checkout, language: Language, notice?: string): ChannelView {
  const { kind, label } = channelFacts(offer.channel);
  const asked = requiredFields(offer, checkout).filter(
    (field) => prefilledValue(field, checkout.customer) === undefined,
  );
  return {
    code: offer.channel,
    kind,
    group: GROUP_OF_KIND[kind],
    label,
    ...optional('minAmount', offer.minAmount),
    ...optional('maxAmount', offer.maxAmount),
    ...optional('expiresAfterSeconds', offer.expiresAfterSeconds),
    savable: offer.supports.save && checkout.savePayment !== 'never',
    ...(offer.supports.saveRequired || checkout.savePayment === 'require' ? { saveRequired: true } : {}),
    ...optional('notice', notice),
    fields: asked.map((field) => ({
      name: field.name,
      type: field.type,
      required: field.required,
      label: textIn(field.label, language),
      ...optional(
        'options',
        field.options?.map((option) => ({ value: option.value, label: textIn(option.label, language) })),
      ),
    })),
  };
}

export function presentSavedMethod(method: SavedMethod): SavedMethodView {
  return {
    id: method.id,
    channel: method.channel,
    label: method.label,
    ...optional('masked', method.masked),
    ...optional('expiresAt', method.expiresAt === undefined ? undefined : presentTime(method.expiresAt)),
    createdAt: presentTime(method.createdAt),
  };
}

/** The same for the storefront's server, which is told what could not be read. */
export const presentStorefrontSavedMethod = (method: SavedMethod): StorefrontSavedMethodView => ({
  ...presentSavedMethod(method),
  ...(method.unreadable ? { masked: null, unreadable: true } : {}),
});

export function presentRefund(refund: Refund): RefundView {
  return {
    id: refund.id,
    paymentId: refund.paymentId,
    amount: refund.amount,
    currency: refund.currency,
    status: refund.status,
    origin: refund.origin,
    ...optional('reason', refund.reason),
    createdAt: presentTime(refund.createdAt),
  };
}

/** The text of an event's body: made once, kept, and sent the same on every try. */
export const renderEvent: EventRenderer = (
  { type, at, sequence },
  { checkout, payments, payment, refund, savedMethod, payout },
) => {
  const body: EventBody = {
    type,
    timestamp: presentTime(at),
    data: {
      sequence,
      ...optional('checkout', checkout && presentCheckout(checkout, payments ?? [])),
      ...optional('payment', payment && presentStorefrontPayment(payment)),
      ...optional('refund', refund && presentRefund(refund)),
      ...optional('savedMethod', savedMethod && presentStorefrontSavedMethod(savedMethod)),
      ...optional('payout', payout && presentPayout(payout)),
    },
  };
  return JSON.stringify(body);
};

const presentAnswer = ({ at, status, error }: EventResponse) => ({
  at: presentTime(at),
  ...optional('status', status),
  ...optional('error', error),
});

/** An entry of the event log: the body as it was sent, its id, and what became of it. */
export function presentEvent(event: StoredEvent, { status, nextAt }: DeliveryState): EventView {
  const { lastAnswer, deliveredAt } = event;
  return {
    id: event.id,
    ...(event.unreadable
      ? { type: event.type, timestamp: presentTime(event.createdAt), data: null, unreadable: true as const }
      : eventBodySchema.parse(JSON.parse(event.body))),
    delivery: {
      status,
      attempts: event.deliveryAttempts,
      ...optional('lastAnswer', lastAnswer && presentAnswer(lastAnswer)),
      ...optional('nextAt', nextAt === undefined ? undefined : presentTime(nextAt)),
      ...optional('deliveredAt', deliveredAt === undefined ? undefined : presentTime(deliveredAt)),
    },
  };
}
