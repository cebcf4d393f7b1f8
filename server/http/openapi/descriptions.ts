import type { ComponentName } from './component-name.ts';

/** What a member's name and type do not say by themselves. By component and member. */
export const DESCRIPTIONS: Readonly<Partial<Record<ComponentName, Readonly<Record<string, string>>>>> = {
  NewCheckout: {
    reference: 'The storefront’s own name of the order. One open or paid checkout may have it at a time.',
    amount: 'In the currency’s smallest unit in use, written in digits.',
    country: 'ISO 3166, two capitals. Default: the currency’s own country.',
    customer: 'Kept encrypted. What is known here is not asked of the customer again.',
    returnUrl: 'Of an allowed origin. The customer comes back there with `kasir_checkout`.',
    expiresAt: 'From a minute to 60 days from now. Default: 24 hours.',
    channels: 'The only channels to be offered. Default: all that fit.',
    capture: '`manual` holds the money until it is captured. Default: `automatic`.',
    savePayment:
      'Whether the customer may, or must, let the way to pay be kept. Default: `never`. Else `customer.reference` is needed.',
    installments: 'The numbers of months that may be offered.',
    metadata: 'Given back unread.',
    description: 'Made one line and cut where it is longer.',
    items: 'Items beyond 99 become one line that keeps the sum.',
    expand: '`session`: the answer carries what `GET /v1/session` would.',
  },
  CheckoutWithToken: {
    clientToken: 'For `<kasir-checkout token>`. Opens this checkout alone.',
    payments: 'Newest first.',
    warnings:
      'What was done to names, descriptions, phones, e-mails and items so that they could be used. It refuses no sale.',
    session: 'With `expand: ["session"]`: what the widget shows, for a page that is drawn with it.',
  },
  SessionForm: { token: 'The client token.' },
  Checkout: { payments: 'Newest first.' },
  Payment: {
    expiresAt: 'The earlier of the checkout’s end and the channel’s.',
    instruction: 'What the customer does next.',
    review: 'Why a person of the merchant has to look at it.',
    reversedAt: 'When the provider took the money back.',
    savedMethod: 'The saved method it was paid with, or that it made.',
  },
  StorefrontPayment: {
    receivedAmount: 'What really came, where that is not `amount`. What may be refunded is this less `refundedAmount`.',
  },
  PaymentDetail: { history: 'Each piece of evidence and each transition: the newest 100, oldest first.' },
  NewPayment: {
    channel: 'May be left out together with `savedMethod`, whose channel it then is.',
    fields: 'What the channel’s `fields` ask for, by name.',
    savedMethod: 'One of the session’s.',
    save: 'The customer’s consent that the way to pay is kept.',
  },
  Channel: {
    savable: 'It can be kept for the next time.',
    saveRequired: 'It exists only together with keeping it.',
    notice: 'What the customer should know first.',
    fields: 'What has to be asked before paying.',
  },
  Session: {
    payment: 'The one the customer is busy with, or that decided the checkout.',
    now: 'The server’s clock.',
  },
  NewPayout: {
    reference: 'The merchant’s own name for it. Several payouts may share one.',
    bankCode: 'As the provider’s list has it. `GET /v1/banks` names some.',
    accountNumber: 'With every leading zero. Kept encrypted.',
    accountName: 'As the bank has it; case does not matter. Kept encrypted.',
    feeBearer: '`recipient`: the fee comes out of the amount. `merchant`: it is paid on top, out of the balance.',
  },
  Payout: {
    accountNumber: 'Masked but for its end.',
    fee: 'What the provider takes for it, once it has said so.',
    status: '`unknown`: sent, and nobody knows yet whether it was taken on. It is asked about, and never sent again.',
  },
  PayoutDetail: { history: 'Who asked, who let it go, and each thing the provider said, oldest first.' },
  Capture: { amount: 'Default: all that is held.' },
  NewRefund: { amount: 'Default: all that is left.' },
  PaymentDecision: { note: 'Why; it stands in the history.' },
  PayoutDecision: { note: 'Why; it stands in the history.' },
  EventBody: { data: '`sequence` rises with every event of one checkout, or of one payout.' },
  Event: {
    delivery:
      '`waiting`: tried at `nextAt`. `refused`: the last answer was 400, 410, 413, 415 or 422, and it is tried again at `nextAt`; events behind it go after 30 s. `held`: behind an earlier event. `exhausted`: every scheduled try failed, and only a redelivery sends it again. `off`: its type is not chosen, or there is no webhook URL.',
  },
  Problem: {
    code: 'Stable. Title and detail may be reworded.',
    errors: 'Every member that is wrong, by its dotted path; an empty path is the body as a whole.',
    checkoutId: 'With `conflict`: the checkout that has the reference.',
    payoutId: 'With `conflict`: the payout that has the reference. With `provider_rejected`: the one that failed.',
    failure: 'With `provider_rejected`: why.',
    reason: 'With `unauthorized`: the client token was good and has ended.',
  },
};
