import { z } from 'zod';
import { payoutDetailSchema, payoutViewSchema } from '../../shared/api/payout-views.ts';
import { pathTo } from '../../shared/api/routes.ts';
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

const payoutServer = (): CallServer => serverOf(environment, { kind: 'payout' });

/** `payouts list`: newest first. */
export async function listPayouts(options: Options, call: CallServer = payoutServer()): Promise<void> {
  const filter = { status: options['status'], reference: options['reference'] };
  const list = await listPages(call, pathTo('listPayouts'), filter, options, payoutViewSchema);
  const names = ['payout', 'status', 'reference', 'amount', 'bank', 'account', 'created'];
  printPages(options, list, names, (payout) => [
    payout.id,
    payout.status,
    payout.reference,
    formatMoney(payout, 'en'),
    payout.bankCode,
    payout.accountNumber ?? undefined,
    payout.createdAt,
  ]);
}

/** `payouts show`: one with its history. */
export async function showPayout(id: string, options: Options, call: CallServer = payoutServer()): Promise<void> {
  const answer = await call('GET', pathTo('getPayout', { id }));
  const payout = z.parse(payoutDetailSchema, answer);
  printResult(options['json'] === true, answer, `${textOf(payout)}\n${historyTable(payout.history)}`);
}

/** `payouts resolve`: a person says what became of a payout that nobody knows about. */
export async function resolvePayout(id: string, options: Options, call: CallServer = payoutServer()): Promise<void> {
  const { decision, note } = options;
  const answer = await callOnce(call, pathTo('resolvePayout', { id }), { decision, note }, options);
  printResult(options['json'] === true, answer, textOf(z.parse(payoutViewSchema, answer)));
}

function textOf(payout: z.infer<typeof payoutViewSchema>): string {
  const { currency, fee, failure } = payout;
  return describeLines([
    ['payout', payout.id],
    ['status', payout.status],
    ['failure', failure && `${failure.code}: ${failure.message}`],
    ['reference', payout.reference],
    ['amount', formatMoney(payout, 'en')],
    ['fee', fee === undefined ? undefined : formatMoney({ amount: fee, currency }, 'en')],
    ['to', `bank ${payout.bankCode}, ${payout.accountNumber ?? '?'}, ${payout.accountName ?? '?'}`],
    ['created', payout.createdAt],
    ['updated', payout.updatedAt],
  ]);
}
