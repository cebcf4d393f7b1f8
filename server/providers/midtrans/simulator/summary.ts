import type { SimulatedPayment, SimulatorAction } from '../../simulation/simulator.ts';
import { SIMULATOR_ACTIONS } from '../../simulation/simulator.ts';
import { canBeRefunded, isReversible } from './actions.ts';
import { isOpen, isPaid } from './collect.ts';
import type { SnapRecord, TransactionRecord } from './records.ts';
import { isPageOpen } from './snap.ts';
import type { SimulatorState } from './state.ts';
import { latestTry } from './latest-try.ts';

/** The payments as the simulators' page shows them, newest first. A page and the tries on it are one payment. */
export function summary(state: SimulatorState): readonly SimulatedPayment[] {
  const charges = [...state.transactions.values()].filter(({ snap }) => snap === undefined);
  const pages = [...state.snaps.values()].map((page) => pageView(state, page));
  // Stable: what was created at the same time keeps its order.
  return [...charges.map((one) => chargeView(state, one)), ...pages]
    .reverse()
    .sort((a, b) => b.createdAt - a.createdAt);
}

const chargeView = (state: SimulatorState, transaction: TransactionRecord): SimulatedPayment => ({
  id: transaction.id,
  reference: transaction.orderId,
  channel: transaction.selector === undefined ? transaction.type : `${transaction.type} ${transaction.selector}`,
  money: transaction.money,
  status: statusOf(transaction),
  open: isOpen(transaction),
  timesPaid: transaction.timesPaid,
  codes: transaction.codes,
  page: pageOf(state, transaction),
  expiresAt: transaction.expiresAt,
  createdAt: transaction.createdAt,
  actions: actionsOf(transaction),
});

const statusOf = ({ status, fraud }: TransactionRecord): string =>
  fraud === 'challenge' ? `${status}, challenge` : status;

const PAGES: Readonly<Partial<Record<TransactionRecord['type'], string>>> = {
  gopay: 'gopay',
  shopeepay: 'shopeepay',
  akulaku: 'akulaku',
  kredivo: 'kredivo',
  credit_card: 'v2/3ds/redirect',
};

function pageOf({ options }: SimulatorState, { id, type }: TransactionRecord): string | undefined {
  const path = PAGES[type];
  return path === undefined ? undefined : `${options.baseUrl}/${path}/${id}`;
}

function pageView(state: SimulatorState, page: SnapRecord): SimulatedPayment {
  const latest = latestTry(state, page);
  const isTaking = isPageOpen(state, page) && (latest === undefined || latest.status === 'deny');
  return {
    id: page.id,
    reference: page.orderId,
    channel: 'snap credit_card',
    money: { amount: page.amount, currency: 'IDR' },
    status: latest === undefined ? (isTaking ? 'page open' : 'page ended') : statusOf(latest),
    open: isTaking || latest?.status === 'pending',
    timesPaid: latest?.timesPaid ?? 0,
    codes: [],
    page: `${state.options.baseUrl}/snap/v3/redirection/${page.id}`,
    expiresAt: page.expiresAt,
    createdAt: page.createdAt,
    actions: isTaking
      ? ['pay', 'fail', 'expire', 'pay twice', 'forge notification']
      : latest === undefined
        ? []
        : actionsOf(latest),
  };
}

function actionsOf(transaction: TransactionRecord): readonly SimulatorAction[] {
  if (isOpen(transaction)) return SIMULATOR_ACTIONS;
  const rare: readonly SimulatorAction[] = [
    ...(isReversible(transaction) ? (['reverse'] as const) : []),
    ...(canBeRefunded(transaction) ? (['refund'] as const) : []),
  ];
  if (isPaid(transaction)) return ['pay twice', 'forge notification', ...rare];
  const isEnded = transaction.status === 'expire' || transaction.status === 'cancel' || transaction.status === 'deny';
  return isEnded && transaction.timesPaid === 0 ? ['pay late', 'forge notification'] : ['forge notification'];
}
