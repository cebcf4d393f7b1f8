import type { SimulatedPayment, SimulatorAction } from '../../simulation/simulator.ts';
import { SIMULATOR_ACTIONS } from '../../simulation/simulator.ts';
import { isRefundable } from './cancel.ts';
import { isReversible } from './money.ts';
import type { Transaction } from './records.ts';
import { isOpen } from './records.ts';
import type { SimulatorState } from './state.ts';

/** All transactions as the simulator's page lists them, newest first. */
export const summary = (state: SimulatorState): readonly SimulatedPayment[] =>
  // The sort is stable: transactions of the same moment keep their order.
  [...state.transactions.values()]
    .map((transaction) => describe(state, transaction))
    .reverse()
    .sort((a, b) => b.createdAt - a.createdAt);

const NAMES: Readonly<Record<Transaction['method'], string>> = {
  '00': 'CHECKOUT',
  '01': 'CARD',
  '02': 'VA',
  '03': 'CVS',
  '04': 'CLICKPAY',
  '05': 'E-WALLET',
  '06': 'PAYLOAN',
  '08': 'QRIS',
};

const LABELS: Partial<Record<Transaction['method'], string>> = { '02': 'VA number', '03': 'payment code' };

function describe(state: SimulatorState, transaction: Transaction): SimulatedPayment {
  const { tXid, referenceNo, method, partner, order, amount, number, qrText } = transaction;
  const code = partner ?? order['bankCd'] ?? order['mitraCd'];
  const open = isOpen(transaction);
  return {
    id: tXid,
    reference: referenceNo,
    channel: [NAMES[method], code].filter((part) => part !== undefined).join(' '),
    money: { amount, currency: 'IDR' },
    status: statusText(transaction),
    open,
    timesPaid: transaction.timesPaid,
    codes: [
      ...(number === undefined ? [] : [{ label: LABELS[method] ?? 'number', value: number }]),
      ...(qrText === undefined ? [] : [{ label: 'QR text', value: qrText }]),
    ],
    page: pageOf(state, transaction),
    expiresAt: transaction.expiresAt,
    createdAt: transaction.registeredAt,
    actions: [...refundActionsOf(transaction), ...actionsIn(transaction)],
  };
}

/** The state, which says more than the status of an inquiry: a canceled number is not shown as expired. */
const statusText = ({ state }: Transaction): string => (state === 'open' ? 'UNPAID' : state.toUpperCase());

const pageOf = (state: SimulatorState, { flow, tXid, visit }: Transaction): string | undefined =>
  flow === 'page'
    ? `${state.options.baseUrl}/redirect/v2/payment?tXid=${tXid}`
    : visit && `${state.options.baseUrl}/pages/${visit}`;

function refundActionsOf(transaction: Transaction): readonly SimulatorAction[] {
  if (isRefundable(transaction)) return isReversible(transaction) ? ['reverse', 'refund'] : ['refund'];
  if (isReversible(transaction)) return ['reverse'];
  return transaction.method === '03' && transaction.state === 'open' ? ['look up'] : [];
}

function actionsIn({ state }: Transaction): readonly SimulatorAction[] {
  switch (state) {
    case 'open':
    case 'started':
    case 'waiting':
    case 'committing':
      return SIMULATOR_ACTIONS;
    case 'authorized':
      return ['expire', 'forge notification'];
    case 'paid':
      return ['pay twice', 'forge notification'];
    case 'expired':
    case 'canceled':
    case 'failed':
      return ['pay late', 'forge notification'];
    default:
      return ['forge notification'];
  }
}
