import {
  GatewayError,
  idOf,
  Rejected,
  type Clock,
  type CreateOrder,
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
  /** Called with each refusal, for whoever counts them. */
  readonly refused?: ((report: RejectionReport) => void) | undefined;
}

/** What a call is about: ids of ours, and what of a person is in it. */
interface About {
  readonly providerReferences: Readonly<Record<string, string>>;
  readonly personal: readonly string[];
}

/** The same provider, whose gateways tell of every refusal. */
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
 * The same gateway, and every refusal of its provider is told to the operator: in one place for all of them, so that
 * each line says which provider, which operation, which payment, the provider's own code and its own sentence. What the
 * merchant has to mend is an error in the log, everything else information. A question that gets the same refusal again
 * is silent for an hour.
 */
export function reportRejections(gateway: Gateway, provider: string, reporting: RejectionReporting): Gateway {
  const isNews = newsOf(reporting.clock);

  function recordRejection(
    operation: GatewayOperation,
    about: About,
    rejection: ProviderRejection,
    failure?: string,
  ): void {
    const { code: providerCode, message, mend, fix } = rejection;
    reporting.refused?.({ provider, operation, mend });
    const isQuestion = operation.startsWith('inquire') || operation === 'balance';
    if (isQuestion && !isNews([operation, providerCode, ...Object.values(about.providerReferences)].join(' '))) return;
    const providerMessage = message === undefined ? undefined : scrubMessage(message, about.personal);
    const facts = { provider, operation, ...about.providerReferences, providerCode, providerMessage, failure, fix };
    if (mend) reporting.log.error(facts, 'provider rejected our credentials, settings or request');
    else reporting.log.info(facts, 'provider refused');
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
    // A verb that is new and not named below is still there.
    ...gateway,
    create: watch('create', gateway.create.bind(gateway), aboutOrder, providerStatus),
    inquire: watch('inquire', gateway.inquire.bind(gateway), aboutReference, providerStatus),
    verify: (raw) => gateway.verify(raw),
    read: (notification) => gateway.read(notification),
  };
  if (gateway.cancel) reported.cancel = watch('cancel', gateway.cancel.bind(gateway), aboutReference, providerStatus);
  if (gateway.decideChallenge)
    reported.decideChallenge = watch(
      'decideChallenge',
      gateway.decideChallenge.bind(gateway),
      aboutReference,
      providerStatus,
    );
  if (gateway.confirm)
    reported.confirm = watch('confirm', gateway.confirm.bind(gateway), aboutReference, providerStatus);
  if (gateway.resendOtp)
    reported.resendOtp = watch('resendOtp', gateway.resendOtp.bind(gateway), aboutReference, providerStatus);
  if (gateway.capture)
    reported.capture = watch('capture', gateway.capture.bind(gateway), aboutReference, providerStatus);
  if (gateway.refund) reported.refund = watch('refund', gateway.refund.bind(gateway), aboutRefund, providerStatus);
  if (gateway.inquireRefund)
    reported.inquireRefund = watch('inquireRefund', gateway.inquireRefund.bind(gateway), aboutRefund, providerStatus);
  if (gateway.inquireProviderRefunds)
    reported.inquireProviderRefunds = watch(
      'inquireProviderRefunds',
      gateway.inquireProviderRefunds.bind(gateway),
      aboutReference,
    );
  if (gateway.inquireSavedMethod)
    reported.inquireSavedMethod = watch(
      'inquireSavedMethod',
      gateway.inquireSavedMethod.bind(gateway),
      aboutNothing,
      (one) => [one],
    );
  if (gateway.removeSavedMethod)
    reported.removeSavedMethod = watch('removeSavedMethod', gateway.removeSavedMethod.bind(gateway), aboutNothing);
  if (gateway.payout) reported.payout = watch('payout', gateway.payout.bind(gateway), aboutPayout, providerStatus);
  if (gateway.inquirePayout)
    reported.inquirePayout = watch(
      'inquirePayout',
      gateway.inquirePayout.bind(gateway),
      aboutReference,
      providerStatus,
    );
  if (gateway.balance) reported.balance = watch('balance', gateway.balance.bind(gateway), aboutNothing);
  if (gateway.confirmReceipt)
    reported.confirmReceipt = watch('confirmReceipt', gateway.confirmReceipt.bind(gateway), aboutReference);
  return reported;
}

const failureOf = (report: PaymentReport | RefundReport | PayoutReport | SavedMethodReport): PaymentReport['failure'] =>
  'failure' in report ? report.failure : undefined;

/** A failure that a provider testifies is a refusal too, also where its reader made nothing more of it. */
function rejectionIn(report: ProviderReport): ProviderRejection | undefined {
  if ('rejection' in report && report.rejection !== undefined) return report.rejection;
  const code = failureOf(report)?.providerCode;
  return code === undefined ? undefined : { code, mend: false };
}

/** Causes of causes: no error of ours is wrapped more often. */
const DEEPEST = 4;

/** A command that was not sent because the question before it was refused says so by its cause. */
function rejectionBehind(error: unknown, depth = 0): ProviderRejection | undefined {
  if (!(error instanceof GatewayError) || depth > DEEPEST) return undefined;
  if (error.rejection !== undefined) return error.rejection;
  // What is refused here, before anything is sent, has no code of the provider's.
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

const aboutNothing = (): About => ({ providerReferences: {}, personal: [] });
const aboutReference = ({ merchantReference }: { readonly merchantReference: string }): About => ({
  providerReferences: referencesOf(merchantReference),
  personal: [],
});
const aboutRefund = (
  payment: { readonly merchantReference: string },
  refund: { readonly merchantReference: string },
): About => ({
  providerReferences: { ...referencesOf(payment.merchantReference), ...referencesOf(refund.merchantReference) },
  personal: [],
});
const aboutPayout = ({ merchantReference, accountName, accountNumber, description }: PayoutOrder): About => ({
  providerReferences: referencesOf(merchantReference),
  personal: [accountName, accountNumber, description],
});
function aboutOrder({ merchantReference, customer, fields }: CreateOrder): About {
  const { line1, city, state, postalCode, country } = customer?.address ?? {};
  const { reference: whose, name, email, phone } = customer ?? {};
  const personal = [...Object.values(fields), whose, name, email, phone, line1, city, state, postalCode, country];
  return {
    providerReferences: referencesOf(merchantReference),
    personal: personal.filter((text) => text !== undefined),
  };
}

const SILENT_MS = 3_600_000;
const MOST_REMEMBERED = 1_000;

/** Whether a line was not written within the last hour. Forgets the oldest, so that it never grows. */
function newsOf(clock: Clock): (line: string) => boolean {
  const written = new Map<string, number>();
  return (line) => {
    const now = clock.now();
    const before = written.get(line);
    if (before !== undefined && Math.abs(now - before) < SILENT_MS) return false;
    written.delete(line);
    written.set(line, now);
    for (const [oldest] of written) {
      if (written.size <= MOST_REMEMBERED) break;
      written.delete(oldest);
    }
    return true;
  };
}
