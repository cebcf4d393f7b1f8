import type { ChannelCode } from '../../shared/channel.ts';
import {
  GatewayError,
  OutcomeUnknown,
  type Gateway,
  type PaymentOrder,
  type PaymentOutcome,
  type PaymentRef,
  type PaymentReport,
  type ProviderReport,
  type RawNotification,
} from '../payments/ports/ports.ts';
import type { ProviderFetch } from './http.ts';
import type { ProviderIo } from './provider-io.ts';
import { Manual, type CustomerAction, type Scenario, type ScenarioStage } from './scenario.ts';

/* What the sheets of several providers have in common. Each of these is one scenario, or a step of one. */

/** A payment that was created at the provider. */
export interface Placed {
  readonly order: PaymentOrder;
  readonly ref: PaymentRef;
  readonly report: PaymentReport;
}

export async function place(
  stage: ScenarioStage,
  channel: ChannelCode,
  changes: Partial<PaymentOrder> = {},
): Promise<Placed> {
  const order = stage.order(channel, changes);
  const report = paymentIn(await stage.gateway.create(order, stage.signal));
  return { order, ref: refOf(order, report, stage.io.clock.now()), report };
}

const refOf = (order: PaymentOrder, report: PaymentReport, createdAt: number): PaymentRef => ({
  merchantReference: order.merchantReference,
  channel: order.channel,
  money: order.money,
  providerReferences: report.providerReferences,
  createdAt,
  expiresAt: order.expiresAt,
  usesSavedMethod: order.savedToken !== undefined,
  country: order.country,
  device: order.device,
  returnUrl: order.returnUrl,
  notificationUrl: order.notificationUrl,
});

export function paymentIn(reports: readonly ProviderReport[]): PaymentReport {
  const report = reports.find((each) => each.subject === 'payment');
  if (report?.subject !== 'payment') throw new Error('the answer says nothing about the payment');
  return report;
}

/** With a pause before each but the first: enough for a sandbox whose payments pay themselves. */
const MAX_INQUIRIES = 30;

/** Inquires until the payment has come to one of the outcomes. @throws {Error} if it does not */
export async function inquireUntil(
  { gateway, signal, pause }: ScenarioStage,
  ref: PaymentRef,
  ...outcomes: readonly PaymentOutcome[]
): Promise<PaymentReport> {
  for (let inquiries = 1; ; inquiries += 1) {
    const report = paymentIn(await gateway.inquire(ref, signal));
    if (outcomes.includes(report.outcome)) return report;
    if (inquiries >= MAX_INQUIRIES || signal.aborted)
      throw new Error(
        `${ref.merchantReference} is ${report.outcome} (${report.providerStatus}), not ${outcomes.join(' or ')}`,
      );
    await pause();
  }
}

/** Acts where that can be done; at a sandbox that does it by itself, waits. */
export async function actUntil(
  stage: ScenarioStage,
  { ref, report }: Placed,
  action: CustomerAction,
  ...outcomes: readonly PaymentOutcome[]
): Promise<PaymentReport> {
  try {
    await stage.act(ref, action);
  } catch (error) {
    if (!(error instanceof Manual)) throw error;
    const byItself = await inquireUntil(stage, ref, ...outcomes).catch(() => undefined);
    if (byItself !== undefined) return byItself;
    throw new Manual(`${action}: ${ref.merchantReference}, ${howToPay(report)}, then inquire about it`);
  }
  return inquireUntil(stage, ref, ...outcomes);
}

/** What the customer was given, in short. */
export function howToPay({ instruction }: PaymentReport): string {
  switch (instruction?.kind) {
    case 'virtual_account':
      return `${instruction.bank} virtual account ${instruction.number}`;
    case 'retail_code':
      return `${instruction.store} code ${instruction.code}`;
    case 'redirect':
      return `page ${instruction.url}`;
    case 'qr':
      return `QR of ${instruction.payload.length} characters`;
    case 'form_post':
      return `form to ${instruction.action}`;
    case 'push':
      return `push to ${instruction.phone}`;
    default:
      return 'no instruction';
  }
}

/** The provider's ids beside ours. */
export const evidenceOf = (ref: Pick<PaymentRef, 'merchantReference'>, report: PaymentReport): string =>
  [ref.merchantReference, ...Object.entries(report.providerReferences).map(([name, id]) => `${name} ${id}`)].join(', ');

export type ScenarioFacts = Readonly<{ id: string; title: string; channel: ChannelCode }>;

export const creates = ({ id, title, channel }: ScenarioFacts, changes: Partial<PaymentOrder> = {}): Scenario => ({
  id,
  title,
  async run(stage) {
    const { ref, report } = await place(stage, channel, changes);
    if (report.instruction === undefined) throw new Error('the customer was given nothing to pay with');
    return `${evidenceOf(ref, report)}: ${howToPay(report)}`;
  },
});

/** The customer acts, and an inquiry finds out what came of it. */
export const becomes = (
  { id, title, channel }: ScenarioFacts,
  action: CustomerAction,
  outcome: PaymentOutcome,
  changes: Partial<PaymentOrder> = {},
): Scenario => ({
  id,
  title,
  async run(stage) {
    const placed = await place(stage, channel, changes);
    const report = await actUntil(stage, placed, action, outcome);
    const amount = report.money === undefined ? '' : `, ${report.money.amount} ${report.money.currency}`;
    if (outcome === 'paid' && report.money?.amount !== placed.order.money.amount)
      throw new Error(`${ref(placed)} is paid with another amount${amount}`);
    return `${evidenceOf(placed.ref, report)}: ${report.providerStatus}${amount}${failureOf(report)}`;
  },
});

const ref = ({ order }: Placed): string => order.merchantReference;
const failureOf = ({ failure }: PaymentReport): string =>
  failure === undefined ? '' : `, ${failure.code} (${failure.providerCode ?? 'no code'})`;

/** The status of an inquiry before the payment, and of one that finds it paid. */
export const inquires = ({ id, title, channel }: ScenarioFacts): Scenario => ({
  id,
  title,
  async run(stage) {
    const placed = await place(stage, channel);
    const before = paymentIn(await stage.gateway.inquire(placed.ref, stage.signal));
    if (before.outcome === 'paid') throw new Error(`${ref(placed)} is paid before the customer pays`);
    const after = await actUntil(stage, placed, 'pay', 'paid');
    return `${evidenceOf(placed.ref, after)}: ${before.providerStatus}, then ${after.providerStatus}`;
  },
});

/** The notification is genuine and about this payment. */
export const notifies = ({ id, title, channel }: ScenarioFacts): Scenario => ({
  id,
  title,
  async run(stage) {
    const { ref: payment, raw } = await paidWithNotification(stage, channel);
    return `${payment.merchantReference}: ${raw.body.length} bytes of ${raw.contentType}, signature verified`;
  },
});

export async function paidWithNotification(
  stage: ScenarioStage,
  channel: ChannelCode,
  action: CustomerAction = 'pay',
): Promise<{ readonly ref: PaymentRef; readonly raw: RawNotification }> {
  const placed = await place(stage, channel);
  await actUntil(stage, placed, action, 'paid');
  return { ref: placed.ref, raw: await stage.notification(placed.ref.merchantReference) };
}

/** What is unpaid can be canceled, and is not paid afterwards. */
export const cancels = ({ id, title, channel }: ScenarioFacts): Scenario => ({
  id,
  title,
  async run(stage) {
    const { ref: payment } = await place(stage, channel);
    if (stage.gateway.cancel === undefined) throw new Error('the provider has no call for it');
    await stage.gateway.cancel(payment, 'requires_action', stage.signal);
    const report = await inquireUntil(stage, payment, 'canceled', 'expired');
    return `${evidenceOf(payment, report)}: ${report.providerStatus}`;
  },
});

/** What is paid can be refunded, wholly or in part. */
export const refunds = ({ id, title, channel }: ScenarioFacts, share = 1): Scenario => ({
  id,
  title,
  async run(stage) {
    const placed = await place(stage, channel);
    const paid = await actUntil(stage, placed, 'pay', 'paid');
    const payment = {
      ...placed.ref,
      providerReferences: { ...placed.ref.providerReferences, ...paid.providerReferences },
    };
    if (stage.gateway.refund === undefined) throw new Error('the provider has no call for it');
    const money = { ...payment.money, amount: Math.round(payment.money.amount * share) };
    const order = { merchantReference: stage.newReference('rf'), money, full: share === 1, reason: 'scenario' };
    const report = (await stage.gateway.refund(payment, order, stage.signal)).find((each) => each.subject === 'refund');
    if (report?.subject !== 'refund' || report.outcome === 'failed' || report.outcome === 'absent')
      throw new Error(`the refund is ${report?.subject === 'refund' ? report.outcome : 'not confirmed'}`);
    return `${evidenceOf(payment, paid)}: ${money.amount} ${money.currency} ${report.outcome}`;
  },
});

/** The provider has done it, and its answer is lost: nothing is known, so nothing may be sent again. */
export const losesAnswer = ({ id, title, channel }: ScenarioFacts, connect: (io: ProviderIo) => Gateway): Scenario => ({
  id,
  title,
  async run(stage) {
    const order = stage.order(channel);
    const cut = connect({ ...stage.io, fetch: losing(stage.io.fetch) });
    const error = await failureIn(cut.create(order, stage.signal));
    if (!(error instanceof OutcomeUnknown)) throw new Error('a lost answer was taken for an answer');
    return `${order.merchantReference}: outcome unknown, not sent again (${error.message})`;
  },
});

const losing =
  (fetch: ProviderFetch): ProviderFetch =>
  async (call) => {
    await fetch(call);
    throw new OutcomeUnknown('no complete answer arrived');
  };

/** An inquiry with a wrong key is refused, and tells nothing about the payment. */
export const refusesWrongKey = (
  { id, title, channel }: ScenarioFacts,
  connect: (io: ProviderIo) => Gateway,
): Scenario => ({
  id,
  title,
  async run(stage) {
    const { ref: payment } = await place(stage, channel);
    const error = await failureIn(connect(stage.io).inquire(payment, stage.signal));
    if (error.rejection?.mend !== true) throw new Error(`refused, and the operator is not told why: ${error.message}`);
    return `${payment.merchantReference}: ${error.rejection.code}`;
  },
});

/** The error that a call ends with. @throws {Error} where it does not */
export async function failureIn(call: Promise<unknown>): Promise<GatewayError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

/** What is not from the provider, or was changed on its way, must be refused. */
export const refusesForgery = (
  { id, title, channel }: ScenarioFacts,
  forge: (raw: RawNotification) => RawNotification,
): Scenario => ({
  id,
  title,
  async run(stage) {
    const { ref: payment, raw } = await paidWithNotification(stage, channel);
    if (stage.gateway.verify(forge(raw)) !== undefined) throw new Error('a changed notification was accepted');
    return `${payment.merchantReference}: verified as it came, refused when changed`;
  },
});

/** The same with another value in a field of its form. */
export const withFormField =
  (name: string, value: string) =>
  (raw: RawNotification): RawNotification => {
    const fields = new URLSearchParams(raw.body.toString('utf8'));
    fields.set(name, value);
    return { ...raw, body: Buffer.from(fields.toString()) };
  };

/** A line of the sheet that only a person can fill in. */
export const byHand = (id: string, title: string, what: string): Scenario => ({
  id,
  title,
  run: () => Promise.reject(new Manual(what)),
});
