import type { ComponentName } from './component-name.ts';

/** Descriptions of properties whose name and type are not enough. By component and property. */
export const DESCRIPTIONS: Readonly<Partial<Record<ComponentName, Readonly<Record<string, string>>>>> = {
  NewCheckout: {
    reference: 'The storefront’s order reference. Only one open or paid checkout can have it.',
    amount: 'An integer in the smallest unit of the currency.',
    country: 'ISO 3166-1 alpha-2, upper case. Default: the country of the currency.',
    customer: 'Stored encrypted. The customer is not asked again for what is given here.',
    returnUrl: 'Must have an allowed origin. The customer is redirected there with `kasir_checkout`.',
    expiresAt: 'Between one minute and 60 days from now. Default: 24 hours.',
    channels: 'Restricts the channels that are offered. Default: all available ones.',
    capture: '`manual`: the payment is authorized and captured later. Default: `automatic`.',
    savePayment:
      'Whether the customer can (`offer`) or must (`require`) save the payment method; both need `customer.reference`. Default: `never`.',
    installments: 'The numbers of months that are offered.',
    metadata: 'Returned unchanged.',
    description: 'Reduced to one line and truncated if it is longer.',
    items: 'Items beyond the 99th are merged into one line that keeps the sum.',
    expand: '`session`: the response also contains the session, as `GET /v1/session` returns it.',
  },
  CheckoutWithToken: {
    clientToken: 'For `<kasir-checkout token>`. Valid for this checkout only.',
    payments: 'Newest first.',
    warnings:
      'Names, descriptions, phones, e-mails and items that were normalized, truncated or ignored. They never prevent a payment.',
    session: 'With `expand: ["session"]`: what the widget shows, so that a page can render without another request.',
  },
  SessionForm: { token: 'The client token.' },
  Checkout: { payments: 'Newest first.' },
  Payment: {
    expiresAt: 'The earlier of the expiry of the checkout and that of the channel.',
    instruction: 'The customer’s next step.',
    review: 'Why the merchant has to review this payment.',
    reversedAt: 'When the provider reversed the payment.',
    savedMethod: 'The saved method that was charged, or that this payment created.',
  },
  StorefrontPayment: {
    receivedAmount:
      'The amount received, if it differs from `amount`. Refundable is this amount less `refundedAmount`.',
  },
  PaymentDetail: { history: 'Every report and status transition: the newest 100 entries, oldest first.' },
  PaymentRecord: {
    references: 'Every reference that the provider has for it, its transactions included.',
    merchantReference: 'Our reference at the provider.',
    receivedAt: 'When the first money was confirmed.',
  },
  Reconciliation: {
    result:
      '`status_differs`: paid, authorized or ended on one side only. `missing_there`: the provider does not know it. `refunded_there`: the provider has given back more. `unanswered`: the provider did not answer, ask again.',
    before: 'The payment before the inquiry.',
    there: 'What the provider said. Absent where it does not know the payment, or did not answer.',
    after: 'The payment as the answer has left it.',
  },
  NewPayment: {
    channel: 'Optional with `savedMethod`, whose channel is then used.',
    fields: 'Values for the `fields` of the channel, by name.',
    savedMethod: 'The id of a saved method of the session.',
    save: 'The customer’s consent to save the payment method.',
  },
  Channel: {
    savable: 'The payment method can be saved.',
    saveRequired: 'This channel can only be used if the payment method is saved.',
    notice: 'A note to show to the customer before paying.',
    fields: 'What the customer has to enter before paying.',
  },
  Session: {
    payment: 'The payment in progress, or the one that decided the checkout.',
    now: 'The server’s clock.',
  },
  NewPayout: {
    reference: 'The storefront’s payout reference. Only one payout that is not `failed` can have it.',
    bankCode: 'A bank code of the payout provider. `GET /v1/banks` lists some.',
    accountNumber: 'With all leading zeros. Stored encrypted.',
    accountName: 'As registered at the bank; case-insensitive. Stored encrypted.',
    feeBearer:
      '`recipient`: the fee is deducted from the amount. `merchant`: it is charged to the balance on top of the amount.',
  },
  Payout: {
    accountNumber: 'Masked except for the last digits.',
    fee: 'The provider’s fee, once it is known.',
    status: '`unknown`: sent, but the outcome is not known yet. It is inquired about and never sent again.',
  },
  PayoutDetail: { history: 'Who created and approved it, and every report from the provider, oldest first.' },
  Capture: { amount: 'Default: the full authorized amount.' },
  NewRefund: { amount: 'Default: the full remaining amount.' },
  PaymentDecision: { note: 'The reason; recorded in the history.' },
  PayoutDecision: { note: 'The reason; recorded in the history.' },
  EventBody: { data: '`sequence` increases with every event of a checkout or of a payout.' },
  Event: {
    delivery:
      '`waiting`: next attempt at `nextAt`. `refused`: the last response was 400, 410, 413, 415 or 422; it is retried at `nextAt`, and later events are delivered after 30 s. `held`: waits for an earlier event. `exhausted`: every scheduled attempt failed; only a redelivery sends it again. `off`: its type is not enabled, or no webhook URL is configured.',
  },
  TriggeredEvent: {
    id: 'Made up: it is in no log, and no real id is like it.',
    status: 'What the shop answered. Absent: it did not, see `error`.',
  },
  Forgetting: { cursor: 'The `nextCursor` of the step before.' },
  ForgottenCustomer: {
    erased: 'How many checkouts were erased in this step.',
    open: 'Checkouts that stay for now, because they or payments of theirs are open.',
    undelivered: 'Checkouts that stay for now, because an event of theirs is to be delivered first.',
    unreadable: 'Checkouts that cannot be decrypted, so that nobody knows whose they are.',
    methodsKept: 'Saved methods whose provider did not confirm the removal.',
  },
  EncryptionRenewal: { cursor: 'The `nextCursor` of the step before.' },
  RenewedEncryption: {
    renewed: 'Rows that are encrypted by the first key now and were not before.',
    missed: 'Rows that somebody else changed meanwhile.',
    unreadable: 'Rows that no configured key opens.',
  },
  Notification: {
    subject: 'The payment or payout that it was about when it was received. Absent: it matched nothing.',
    bytes: 'The length of its body, which is stored encrypted and never returned.',
  },
  ReplayedNotification: {
    inquiring: 'The payments and payouts that are inquired about now. Empty: it still matches nothing.',
  },
  Problem: {
    code: 'Stable. `title` and `detail` may be reworded.',
    errors: 'Every invalid field by its dotted path; an empty path is the body as a whole.',
    checkoutId: 'With `conflict`: the checkout that has the reference.',
    payoutId: 'With `conflict`: the payout that has the reference. With `provider_rejected`: the payout that failed.',
    failure: 'With `provider_rejected`: the reason.',
    reason: 'With `unauthorized`: `token_expired` if the client token was valid but has expired.',
  },
};
