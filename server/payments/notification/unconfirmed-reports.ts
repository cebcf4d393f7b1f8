import type { Instant, Payment, PaymentOutcome, UnconfirmedReport } from '../model/model.ts';
import type { PaymentReport, SavedMethodReport, ProviderReport, Unconfirmed } from '../ports/ports.ts';

/** Reports of one payment that are kept at most. */
const MAX_REPORTS = 20;
/** Money movements that one question asks about at most. */
const MAX_TRANSACTIONS_PER_INQUIRY = 5;

/** What a notification leaves to be settled; `undefined` where it says nothing that an inquiry has not confirmed. */
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
  // Names count only beside our own reference: one that is known already says whose payment it is, and no more.
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

/** An inquiry has confirmed this money movement. */
export const isReceived = (payment: Payment, transactionId: string | undefined): boolean =>
  transactionId !== undefined &&
  (transactionId === payment.transactionId || payment.received.some((money) => money.transactionId === transactionId));

/** What says nothing of its kind and names a movement may be about money as well. */
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

/** The report as it was kept before, where it is a repeat. */
export const findReport = (payment: Payment, report: UnconfirmedReport): UnconfirmedReport | undefined =>
  payment.unconfirmed.find((one) => isSame(one, report));

/**
 * Keeps one more. A repeat counts as heard now. Where there is no room, the newest one that an answer has contradicted
 * gives way, so that nobody pushes out what was never asked about.
 *
 * @returns `undefined` when nothing may give way: then the notification has to come again
 */
export function withReport(
  reports: readonly UnconfirmedReport[],
  report: UnconfirmedReport,
): readonly UnconfirmedReport[] | undefined {
  const known = reports.findIndex((one) => isSame(one, report));
  if (known >= 0)
    return reports.map((one, index) => (index === known ? { ...one, receivedAt: report.receivedAt } : one));
  if (reports.length < MAX_REPORTS) return [...reports, report];
  const giving = reports.findLastIndex(({ contradicted }) => contradicted > 0);
  return giving < 0 ? undefined : [...reports.toSpliced(giving, 1), report];
}

/** What one question asks about beside what is known. */
export interface InquiryPlan {
  readonly unconfirmed: Unconfirmed;
  /** Its names stand in for unknown ones, so an answer that does not bear our reference is about another payment. */
  readonly referencesFrom?: UnconfirmedReport | undefined;
  readonly reports: readonly UnconfirmedReport[];
}

/** The least contradicted go first, so that in the end each has its turn. */
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
 * What is left after an inquiry was answered: what it settled is gone, of what it said otherwise that is counted, and
 * what was not asked about stays.
 *
 * @param payment as the answer left it
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
    // What was told once more while the question was on its way is not answered by it.
    if (!inquired.some((one) => isSame(one, report) && one.receivedAt === report.receivedAt)) return [report];
    return isResolved(report, payment, ours) ? [] : [{ ...report, contradicted: report.contradicted + 1 }];
  });
}

/** After these nothing more is to be asked about a claim. */
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
