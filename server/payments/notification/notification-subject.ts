import type { Payment, Payout, ProviderReferences, Refund, SavedMethod } from '../model/model.ts';
import type {
  Aggregate,
  PaymentReport,
  PayoutReport,
  ProviderReport,
  RefundReport,
  SavedMethodReport,
  StoreReads,
} from '../ports/ports.ts';

/** What a report of a notification is about, as far as it is known here. */
export type NotificationSubject =
  | { readonly kind: 'payment'; readonly payment: Payment; readonly report: PaymentReport }
  | { readonly kind: 'refund'; readonly refund: Refund; readonly payment: Payment; readonly report: RefundReport }
  /** A refund that is not known here, of a payment that is: it may have been made at the provider's side. */
  | { readonly kind: 'provider_refund'; readonly payment: Payment; readonly report: RefundReport }
  | {
      readonly kind: 'saved_method';
      /** Every saved method with the reported token. */
      readonly methods: readonly SavedMethod[];
      /** The payment that created the token, where the report names it. */
      readonly payment: Payment | undefined;
      readonly report: SavedMethodReport;
    }
  | { readonly kind: 'payout'; readonly payout: Payout; readonly report: PayoutReport };

/** The payment or payout that the notification is stored with. */
export function subjectId(subject: NotificationSubject): string | undefined {
  switch (subject.kind) {
    case 'payout':
      return subject.payout.id;
    case 'saved_method':
      return subject.payment?.id ?? subject.methods[0]?.paymentId;
    case 'payment':
    case 'refund':
    case 'provider_refund':
      return subject.payment.id;
  }
}

/** What the unit of work that records it locks. */
export function aggregateOf(subject: NotificationSubject): Aggregate {
  switch (subject.kind) {
    case 'payout':
      return { of: 'payout', id: subject.payout.id };
    case 'saved_method': {
      const [method] = subject.methods;
      if (subject.payment !== undefined) return { of: 'payment', id: subject.payment.id };
      return method === undefined ? 'new' : { of: 'saved_method', id: method.id };
    }
    case 'payment':
    case 'refund':
    case 'provider_refund':
      return { of: 'payment', id: subject.payment.id };
  }
}

/** Finds what a report is about; `undefined` where nothing matches. */
export function findSubject(
  store: StoreReads,
  provider: string,
  report: ProviderReport,
): Promise<NotificationSubject | undefined> {
  switch (report.subject) {
    case 'payout':
      return findPayout(store, provider, report);
    case 'refund':
      return findRefund(store, provider, report);
    case 'saved_method':
      return findSavedMethod(store, provider, report);
    case 'payment':
      return findPayment(store, provider, report);
  }
}

/** By our own reference alone: every payout notification repeats it. */
async function findPayout(
  store: StoreReads,
  provider: string,
  report: PayoutReport,
): Promise<NotificationSubject | undefined> {
  const payout =
    report.merchantReference === undefined
      ? undefined
      : await store.findPayoutByMerchantReference(report.merchantReference);
  return payout?.provider === provider ? { kind: 'payout', payout, report } : undefined;
}

/** By our own reference or the provider's; a refund that is not known here by the payment that it is of. */
async function findRefund(
  store: StoreReads,
  provider: string,
  report: RefundReport,
): Promise<NotificationSubject | undefined> {
  const refund = await findRefundByAnyReference(store, provider, report);
  const payment = refund && (await store.findPayment(refund.paymentId));
  if (refund !== undefined && payment?.provider === provider) return { kind: 'refund', refund, payment, report };
  const refunded =
    (await findByProviderReferences(store, provider, report.paymentReferences ?? {})) ??
    (await findByMerchantReference(store, provider, report.merchantReference));
  return refunded && { kind: 'provider_refund', payment: refunded, report };
}

async function findRefundByAnyReference(
  store: StoreReads,
  provider: string,
  report: RefundReport,
): Promise<Refund | undefined> {
  const byReference =
    report.merchantReference === undefined
      ? undefined
      : await store.findRefundByMerchantReference(report.merchantReference);
  if (byReference !== undefined) return byReference;
  for (const [name, value] of Object.entries(report.providerReferences)) {
    const known = await store.findRefundByProviderReference(provider, name, value);
    if (known !== undefined) return known;
  }
  return undefined;
}

/** By its token, and by our reference of the payment that created it. */
async function findSavedMethod(
  store: StoreReads,
  provider: string,
  report: SavedMethodReport,
): Promise<NotificationSubject | undefined> {
  const methods = await store.savedMethodsByToken(provider, report.token);
  const payment = await findByMerchantReference(store, provider, report.merchantReference);
  return payment === undefined && methods.length === 0 ? undefined : { kind: 'saved_method', methods, payment, report };
}

/** By the provider's references first: somebody else may use the same text as our reference, and not all sign it. */
async function findPayment(
  store: StoreReads,
  provider: string,
  report: PaymentReport,
): Promise<NotificationSubject | undefined> {
  const payment =
    (await findByProviderReferences(store, provider, report.providerReferences)) ??
    (await findByMerchantReference(store, provider, report.merchantReference));
  return payment && { kind: 'payment', payment, report };
}

async function findByMerchantReference(
  store: StoreReads,
  provider: string,
  reference?: string,
): Promise<Payment | undefined> {
  const payment = reference === undefined ? undefined : await store.findPaymentByMerchantReference(reference);
  return payment?.provider === provider ? payment : undefined;
}

async function findByProviderReferences(
  store: StoreReads,
  provider: string,
  providerReferences: ProviderReferences,
): Promise<Payment | undefined> {
  for (const [name, value] of Object.entries(providerReferences)) {
    const payment = await store.findPaymentByProviderReference(provider, name, value);
    if (payment !== undefined) return payment;
  }
  return undefined;
}
