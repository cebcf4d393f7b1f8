import { z } from 'zod';
import { pathTo } from '../../shared/api/routes.ts';
import { paymentDetailSchema, paymentItemSchema, type PaymentDetail } from '../../shared/api/views.ts';
import { formatMoney } from '../../shared/money.ts';
import { environment } from '../main.ts';
import { callOnce } from './call-once.ts';
import { serverOf, type CallServer } from './call-server.ts';
import { describeLines } from './describe-lines.ts';
import { historyTable } from './history-table.ts';
import { listPages } from './list-pages.ts';
import { printPages } from './print-pages.ts';
import type { Options } from './options.ts';
import { printResult } from './print-result.ts';

/** `payments list`: newest first. */
export async function listPayments(options: Options, call: CallServer = serverOf(environment)): Promise<void> {
  const filter = { status: options['status'], checkoutId: options['checkout'] };
  const list = await listPages(call, pathTo('listPayments'), filter, options, paymentItemSchema);
  const names = ['payment', 'status', 'review', 'channel', 'amount', 'checkout', 'created'];
  printPages(options, list, names, (payment) => [
    payment.id,
    payment.status,
    payment.review,
    payment.channel,
    formatMoney(payment, 'en'),
    payment.checkoutId,
    payment.createdAt,
  ]);
}

/** `payments show`: one with its history. */
export async function showPayment(id: string, options: Options, call: CallServer = serverOf(environment)) {
  print(await call('GET', pathTo('getPayment', { id })), options);
}

/** `payments inquire`: asks the provider now. */
export async function inquirePayment(id: string, options: Options, call: CallServer = serverOf(environment)) {
  print(await call('POST', pathTo('inquirePayment', { id }), {}), options);
}

/** `payments resolve`: ends a review, or an outcome that stays unknown, by a person's decision. */
export async function resolvePayment(id: string, options: Options, call: CallServer = serverOf(environment)) {
  const { decision, note } = options;
  print(await callOnce(call, pathTo('resolvePayment', { id }), { decision, note }, options), options);
}

function print(answer: unknown, { json }: Options): void {
  const payment = z.parse(paymentDetailSchema, answer);
  printResult(json === true, answer, textOf(payment));
}

function textOf(payment: PaymentDetail): string {
  const { amount, currency, receivedAmount, refundedAmount, failure, instruction } = payment;
  const money = (value: number): string => formatMoney({ amount: value, currency }, 'en');
  const lines = describeLines([
    ['payment', payment.id],
    ['status', payment.status],
    ['review', payment.review && `${payment.review}: kasir payments resolve ${payment.id} --help`],
    ['failure', failure && `${failure.code}: ${failure.message}`],
    ['channel', payment.channel],
    ['amount', money(amount)],
    ['received', receivedAmount === undefined ? undefined : money(receivedAmount)],
    ['refunded', refundedAmount === 0 ? undefined : money(refundedAmount)],
    ['instruction', instruction?.kind ?? 'cannot be decrypted'],
    ['checkout', payment.checkoutId],
    ['created', payment.createdAt],
    ['expires', payment.expiresAt],
    ['updated', payment.updatedAt],
  ]);
  return `${lines}\n${historyTable(payment.history)}`;
}
