import type { Instant, Payment, PaymentOutcome, UnconfirmedReport } from '../model/model.ts';
import type { PaymentReport, SavedMethodReport, ProviderReport, Unconfirmed } from '../ports/ports.ts';

/** At most so many unconfirmed reports of one payment are kept. */
const MAX_REPORTS = 20;
/** One inquiry asks about at most so many transactions. */
const MAX_TRANSACTIONS_PER_INQUIRY = 5;

/** The unconfirmed report of a notification; `undefined` where an inquiry has confirmed all that it says. */
export function unconfirmedReportOf(
  payment: Payment,
  report: PaymentReport | SavedMethodReport,
  now: Instant,
): UnconfirmedReport | undefined {
  if (report.subject === 'saved_method') {
    const isAwaited = payment.saveConsentAt !== undefined && payment.savedMethodId === undefined;
    return isAwaited && report.outcome !== 'removed'
      ? { providerReferences: {}, outcome: 'token', receivedAt: now, contradicted: 0 }
      : undefined;
  }
  // Its references count only beside our own reference, which shows that they belong to this payment.
  const taught = report.merchantReference === payment.merchantReference ? report.providerReferences : {};
  const providerReferences = Object.fromEntries(
    Object.entries(taught).filter(([name]) => payment.providerReferences[name] === undefined),
  );
  const { outcome, transactionId } = report;
  const isKnown =
    outcome === 'reversed'
      ? payment.reversedAt !== undefined
      : isReceived(payment, transactionId) || (!speaksOfMoney({ outcome, transactionId }) && outcome !== 'unknown');
  if (isKnown && Object.keys(providerReferences).length === 0) return undefined;
  return {
    providerReferences,
    outcome,
    ...(transactionId === undefined ? {} : { transactionId }),
    receivedAt: now,
    contradicted: 0,
  };
}

/** An inquiry has confirmed this transaction. */
export const isReceived = (payment: Payment, transactionId: string | undefined): boolean =>
  transactionId !== undefined &&
  (transactionId === payment.transactionId || payment.received.some((money) => money.transactionId === transactionId));

/** A report with an unknown status that names a transaction may be about money as well. */
const speaksOfMoney = ({ outcome, transactionId }: Pick<UnconfirmedReport, 'outcome' | 'transactionId'>): boolean =>
  MONEY.has(outcome) || (outcome === 'unknown' && transactionId !== undefined);

const MONEY: ReadonlySet<UnconfirmedReport['outcome']> = new Set([
  'paid',
  'authorized',
  'processing',
  'reversed',
  'token',
]);

const isSame = (a: UnconfirmedReport, b: UnconfirmedReport): boolean =>
  a.outcome === b.outcome &&
  a.transactionId === b.transactionId &&
  sameReferences(a.providerReferences, b.providerReferences);

const sameReferences = (
  a: UnconfirmedReport['providerReferences'],
  b: UnconfirmedReport['providerReferences'],
): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);

/** The same report as it was recorded before, where there is one. */
export const findReport = (payment: Payment, report: UnconfirmedReport): UnconfirmedReport | undefined =>
  payment.unconfirmed.find((one) => isSame(one, report));

/**
 * Adds a report. A repeat only gets a new time. Where there are too many, the newest contradicted one is replaced, so
 * that reports that were not queried yet are never pushed out.
 *
 * @returns `undefined` where none can be replaced: the provider has to send the notification again
 */
export function withReport(
  reports: readonly UnconfirmedReport[],
  report: UnconfirmedReport,
): readonly UnconfirmedReport[] | undefined {
  const known = reports.findIndex((one) => isSame(one, report));
  if (known >= 0)
    return reports.map((one, index) => (index === known ? { ...one, receivedAt: report.receivedAt } : one));
  if (reports.length < MAX_REPORTS) return [...reports, report];
  const replaceable = reports.findLastIndex(({ contradicted }) => contradicted > 0);
  return replaceable < 0 ? undefined : [...reports.toSpliced(replaceable, 1), report];
}

/** What one inquiry asks about, beside the known references. */
export interface InquiryPlan {
  readonly unconfirmed: Unconfirmed;
  /**
   * The report whose references replace unknown ones. An answer without our reference is about another payment then.
   */
  readonly referencesFrom?: UnconfirmedReport | undefined;
  /** The reports that an answer confirms or contradicts. */
  readonly reports: readonly UnconfirmedReport[];
}

/** The least contradicted reports go first, so that each has its turn. */
export function planInquiry({ providerReferences, unconfirmed }: Payment): InquiryPlan {
  const inTurn = unconfirmed.toSorted((a, b) => a.contradicted - b.contradicted);
  const named = inTurn
    .filter(({ transactionId }) => transactionId !== undefined)
    .slice(0, MAX_TRANSACTIONS_PER_INQUIRY);
  const referencesFrom = inTurn.find((report) =>
    Object.keys(report.providerReferences).some((name) => providerReferences[name] === undefined),
  );
  const rest = unconfirmed.filter((report) => report.transactionId === undefined && report !== referencesFrom);
  return {
    unconfirmed: {
      providerReferences: referencesFrom?.providerReferences ?? {},
      transactionIds: named.flatMap(({ transactionId }) => transactionId ?? []),
    },
    referencesFrom,
    reports: [...new Set([...named, ...(referencesFrom === undefined ? [] : [referencesFrom]), ...rest])],
  };
}

/**
 * The unconfirmed reports that are left after an inquiry: resolved ones are removed, contradicted ones are counted, and
 * those it was not about stay.
 *
 * @param payment after the answer was applied
 */
export function reportsAfter(
  payment: Payment,
  inquired: readonly UnconfirmedReport[],
  reports: readonly ProviderReport[],
): readonly UnconfirmedReport[] {
  const ours = reports.filter(
    (report): report is PaymentReport =>
      report.subject === 'payment' && report.merchantReference === payment.merchantReference,
  );
  return payment.unconfirmed.flatMap((report) => {
    // A report that was received again during the inquiry is not answered by it.
    if (!inquired.some((one) => isSame(one, report) && one.receivedAt === report.receivedAt)) return [report];
    return isResolved(report, payment, ours) ? [] : [{ ...report, contradicted: report.contradicted + 1 }];
  });
}

/** These outcomes resolve any report. */
const ENDS: ReadonlySet<PaymentOutcome> = new Set(['paid', 'failed', 'expired', 'canceled', 'reversed']);

function isResolved(
  { outcome, transactionId }: UnconfirmedReport,
  payment: Payment,
  reports: readonly PaymentReport[],
): boolean {
  if (outcome === 'token') return payment.savedMethodId !== undefined;
  if (outcome === 'reversed') return reports.some((one) => one.outcome === 'reversed');
  if (!speaksOfMoney({ outcome, transactionId })) return reports.length > 0;
  return reports.some(
    (one) =>
      (ENDS.has(one.outcome) ||
        one.outcome === outcome ||
        (outcome === 'processing' && one.outcome === 'authorized')) &&
      (transactionId === undefined || one.transactionId === transactionId),
  );
}
