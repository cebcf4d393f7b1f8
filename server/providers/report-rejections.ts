import {
  GatewayError,
  idOf,
  Rejected,
  type Clock,
  type PaymentOrder,
  type Gateway,
  type Log,
  type PaymentReport,
  type PayoutOrder,
  type PayoutReport,
  type ProviderRejection,
  type RefundReport,
  type SavedMethodReport,
  type ProviderReport,
} from '../payments/ports/ports.ts';
import type { GatewayOperation, RejectionReport, RegisteredProvider } from './provider.ts';
import { scrubMessage } from './scrub-message.ts';

export interface RejectionReporting {
  readonly log: Log;
  readonly clock: Clock;
  /** Called with each rejection, to be counted. */
  readonly rejected?: ((report: RejectionReport) => void) | undefined;
}

/** What a call is about: our references, and the personal data in it. */
interface About {
  readonly providerReferences: Readonly<Record<string, string>>;
  readonly personal: readonly string[];
}

/** The same provider, whose gateways report every rejection. */
export const reporting = (provider: RegisteredProvider): RegisteredProvider => ({
  ...provider,
  configure(environment) {
    const configured = provider.configure(environment);
    if (!configured.ok) return configured;
    const { connect } = configured;
    return { ...configured, connect: (io) => reportRejections(connect(io), provider.id, io) };
  },
});

/**
 * The same gateway, which logs every rejection by its provider. Each log line has the provider, the operation, the payment
 * and the provider's own code and message. A rejection that the merchant has to fix is logged as an error, any other as
 * information. The same rejection of an inquiry is logged once an hour.
 */
export function reportRejections(gateway: Gateway, provider: string, reporting: RejectionReporting): Gateway {
  const isFirstInHour = firstInHour(reporting.clock);

  function recordRejection(
    operation: GatewayOperation,
    about: About,
    rejection: ProviderRejection,
    failure?: string,
  ): void {
    const { code: providerCode, message, mend, fix } = rejection;
    reporting.rejected?.({ provider, operation, mend });
    const isInquiry = operation.startsWith('inquire') || operation === 'balance';
    if (isInquiry && !isFirstInHour([operation, providerCode, ...Object.values(about.providerReferences)].join(' ')))
      return;
    const providerMessage = message === undefined ? undefined : scrubMessage(message, about.personal);
    const facts = { provider, operation, ...about.providerReferences, providerCode, providerMessage, failure, fix };
    if (mend) reporting.log.error(facts, 'provider rejected our credentials, settings or request');
    else reporting.log.info(facts, 'provider rejected the operation');
  }

  const watch =
    <A extends readonly unknown[], T>(
      operation: GatewayOperation,
      verb: (...args: A) => Promise<T>,
      aboutOf: (first: NoInfer<A>[0], second: NoInfer<A>[1]) => About,
      reportsOf: (value: NoInfer<T>) => readonly ProviderReport[] = () => [],
    ) =>
    async (...args: A): Promise<T> => {
      try {
        const value = await verb(...args);
        for (const report of reportsOf(value)) {
          const rejection = rejectionIn(report);
          if (rejection !== undefined)
            recordRejection(operation, aboutOf(args[0], args[1]), rejection, failureOf(report)?.code);
        }
        return value;
      } catch (error) {
        const rejection = rejectionBehind(error);
        if (rejection !== undefined)
          recordRejection(
            operation,
            aboutOf(args[0], args[1]),
            rejection,
            error instanceof Rejected ? error.failure.code : undefined,
          );
        throw error;
      }
    };

  const providerStatus = <T extends ProviderReport>(reports: readonly T[]): readonly T[] => reports;
  const reported: Gateway = {
    // Operations that are not wrapped below stay as they are.
    ...gateway,
    create: watch('create', gateway.create.bind(gateway), ofOrder, providerStatus),
    inquire: watch('inquire', gateway.inquire.bind(gateway), ofPayment, providerStatus),
    verify: (raw) => gateway.verify(raw),
    read: (notification) => gateway.read(notification),
  };
  if (gateway.cancel) reported.cancel = watch('cancel', gateway.cancel.bind(gateway), ofPayment, providerStatus);
  if (gateway.decideChallenge)
    reported.decideChallenge = watch(
      'decideChallenge',
      gateway.decideChallenge.bind(gateway),
      ofPayment,
      providerStatus,
    );
  if (gateway.confirm) reported.confirm = watch('confirm', gateway.confirm.bind(gateway), ofPayment, providerStatus);
  if (gateway.resendOtp)
    reported.resendOtp = watch('resendOtp', gateway.resendOtp.bind(gateway), ofPayment, providerStatus);
  if (gateway.capture) reported.capture = watch('capture', gateway.capture.bind(gateway), ofPayment, providerStatus);
  if (gateway.refund) reported.refund = watch('refund', gateway.refund.bind(gateway), ofRefund, providerStatus);
  if (gateway.inquireRefund)
    reported.inquireRefund = watch('inquireRefund', gateway.inquireRefund.bind(gateway), ofRefund, providerStatus);
  if (gateway.inquireProviderRefunds)
    reported.inquireProviderRefunds = watch(
      'inquireProviderRefunds',
      gateway.inquireProviderRefunds.bind(gateway),
      ofPayment,
    );
  if (gateway.inquireSavedMethod)
    reported.inquireSavedMethod = watch(
      'inquireSavedMethod',
      gateway.inquireSavedMethod.bind(gateway),
      withoutReferences,
      (one) => [one],
    );
  if (gateway.removeSavedMethod)
    reported.removeSavedMethod = watch('removeSavedMethod', gateway.removeSavedMethod.bind(gateway), withoutReferences);
  if (gateway.payout) reported.payout = watch('payout', gateway.payout.bind(gateway), ofPayout, providerStatus);
  if (gateway.inquirePayout)
    reported.inquirePayout = watch('inquirePayout', gateway.inquirePayout.bind(gateway), ofPayment, providerStatus);
  if (gateway.balance) reported.balance = watch('balance', gateway.balance.bind(gateway), withoutReferences);
  if (gateway.confirmReceipt)
    reported.confirmReceipt = watch('confirmReceipt', gateway.confirmReceipt.bind(gateway), ofPayment);
  return reported;
}

const failureOf = (report: PaymentReport | RefundReport | PayoutReport | SavedMethodReport): PaymentReport['failure'] =>
  'failure' in report ? report.failure : undefined;

/** A failure in a report is a rejection too, also where its reader has not set `rejection`. */
function rejectionIn(report: ProviderReport): ProviderRejection | undefined {
  if ('rejection' in report && report.rejection !== undefined) return report.rejection;
  const code = failureOf(report)?.providerCode;
  return code === undefined ? undefined : { code, mend: false };
}

/** No error of ours has a longer chain of causes. */
const MAX_CAUSES = 4;

/** A command that was not sent because an inquiry before it was rejected has that rejection as its cause. */
function rejectionBehind(error: unknown, depth = 0): ProviderRejection | undefined {
  if (!(error instanceof GatewayError) || depth > MAX_CAUSES) return undefined;
  if (error.rejection !== undefined) return error.rejection;
  // What we refuse ourselves, before anything is sent, has no code of the provider.
  if (error instanceof Rejected && error.failure.providerCode !== undefined)
    return { code: error.failure.providerCode, message: error.message, mend: false };
  return rejectionBehind(error.cause, depth + 1);
}

const ID_NAMES: Readonly<Record<string, string>> = { pay: 'paymentId', rf: 'refundId', po: 'payoutId' };

/** `pay01J…` → `{ paymentId: 'pay_01J…' }` */
function referencesOf(merchantReference: string): Readonly<Record<string, string>> {
  const id = idOf(merchantReference);
  return { [ID_NAMES[id.split('_')[0] ?? ''] ?? 'merchantReference']: id };
}

const withoutReferences = (): About => ({ providerReferences: {}, personal: [] });
const ofPayment = ({ merchantReference }: { readonly merchantReference: string }): About => ({
  providerReferences: referencesOf(merchantReference),
  personal: [],
});
const ofRefund = (
  payment: { readonly merchantReference: string },
  refund: { readonly merchantReference: string },
): About => ({
  providerReferences: { ...referencesOf(payment.merchantReference), ...referencesOf(refund.merchantReference) },
  personal: [],
});
const ofPayout = ({ merchantReference, accountName, accountNumber, description }: PayoutOrder): About => ({
  providerReferences: referencesOf(merchantReference),
  personal: [accountName, accountNumber, description],
});
function ofOrder({ merchantReference, customer, fields }: PaymentOrder): About {
  const { line1, city, state, postalCode, country } = customer?.address ?? {};
  const { reference: customerReference, name, email, phone } = customer ?? {};
  const personal = [
    ...Object.values(fields),
    customerReference,
    name,
    email,
    phone,
    line1,
    city,
    state,
    postalCode,
    country,
  ];
  return {
    providerReferences: referencesOf(merchantReference),
    personal: personal.filter((text) => text !== undefined),
  };
}

const SILENT_MS = 3_600_000;
const MAX_REMEMBERED = 1_000;

/** Whether a line was not written within the last hour. Remembers a limited number of lines, the newest. */
function firstInHour(clock: Clock): (line: string) => boolean {
  const written = new Map<string, number>();
  return (line) => {
    const now = clock.now();
    const before = written.get(line);
    if (before !== undefined && Math.abs(now - before) < SILENT_MS) return false;
    written.delete(line);
    written.set(line, now);
    for (const [oldest] of written) {
      if (written.size <= MAX_REMEMBERED) break;
      written.delete(oldest);
    }
    return true;
  };
}
