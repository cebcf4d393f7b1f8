import type { Call } from './call.ts';
import { fields } from './check.ts';
import { Refused } from './api-error.ts';
import { announce } from './notifications.ts';
import type { PayoutRecord, SimulatedPayoutStatus } from './records.ts';
import { plan } from './tasks.ts';
import type { Message } from './wire.ts';
import { book, newPlatOrderNum, now, type SimulatorState } from './state.ts';

const FEE = 5_000;
const DECIDED_AFTER_MS = 12_000;
/** How long after the order each status follows, unless a fault says otherwise. */
const STEPS: readonly { readonly afterMs: number; readonly status: SimulatedPayoutStatus }[] = [
  { afterMs: 2_000, status: 1 },
  { afterMs: 5_000, status: 5 },
  { afterMs: DECIDED_AFTER_MS, status: 2 },
];
const PENDING_MS = 3_600_000;

/** POST /gateway/cash: accepted is not paid. */
export function createPayout(state: SimulatorState, { message, fault }: Call): Message {
  const given = fields(
    message,
    'merchantCode',
    'orderNum',
    'money',
    'description',
    'name',
    'bankCode',
    'number',
    'notifyUrl',
    'feeType',
    'dateTime',
  );
  if (given.name.length > 32) throw new Refused('name is not valid');
  if (state.orders.has(given.orderNum) || state.payouts.has(given.orderNum)) throw new Refused('orderNum is repeated');
  const amount = Number(given.money);
  const feeType = given.feeType === '0' ? '0' : '1';
  if (feeType === '0' && amount <= FEE) throw new Refused('money is less than the fee');
  const payout: PayoutRecord = {
    id: newPlatOrderNum(state, 'W0'),
    orderNum: given.orderNum,
    amount,
    fee: FEE,
    feeType,
    name: given.name,
    bankCode: given.bankCode,
    number: given.number,
    description: given.description,
    notifyUrl: given.notifyUrl,
    createdAt: now(state),
    status: 0,
  };
  if (costOf(payout) > state.balance) throw new Refused('balance is not enough');
  state.balance -= costOf(payout);
  state.frozen += costOf(payout);
  state.payouts.set(payout.orderNum, payout);
  book(state, 'payout', payout, amount);
  planSteps(state, payout, fault);
  return { ...payoutView(payout), notifyUrl: payout.notifyUrl, status: 0, statusMsg: 'Apply' };
}

const costOf = ({ amount, fee, feeType }: PayoutRecord): number => (feeType === '0' ? amount : amount + fee);

function planSteps(state: SimulatorState, payout: PayoutRecord, fault: Call['fault']): void {
  const last: SimulatedPayoutStatus = fault?.kind !== 'decline' ? 2 : fault.code === '3' ? 3 : 4;
  const slowness = (state.options.payoutMs ?? DECIDED_AFTER_MS) - DECIDED_AFTER_MS;
  const delay = fault?.kind === 'pending' ? (fault.delayMs ?? PENDING_MS) : slowness;
  for (const { afterMs, status } of STEPS) {
    const at = payout.createdAt + afterMs + (status === 2 ? delay : 0);
    plan(state, at, { name: 'advance_payout', payout, status: status === 2 ? last : status });
  }
}

/** The next status; paid and failed are final. 2 and 4 are notified, 3 is not. */
export function advance(state: SimulatorState, payout: PayoutRecord, status: SimulatedPayoutStatus): boolean {
  if (payout.status >= 2 && payout.status <= 4) return false;
  payout.status = status;
  if (status !== 2 && status !== 3 && status !== 4) return true;
  state.frozen -= costOf(payout);
  if (status !== 2) {
    state.balance += costOf(payout);
    book(state, 'payout_failed', payout, payout.amount);
  }
  if (status === 3) return true;
  announce(state, payout.notifyUrl, {
    ...payoutView(payout),
    description: payout.description,
    status: String(status),
    statusMsg: status === 2 ? 'SUCCESS' : 'FAILED',
  });
  return true;
}

const payoutView = (payout: PayoutRecord): Message => ({
  platOrderNum: payout.id,
  orderNum: payout.orderNum,
  name: payout.name,
  bankCode: payout.bankCode,
  number: payout.number,
  money: String(payout.amount),
  fee: String(payout.fee),
  feeType: payout.feeType,
});

/** POST /gateway/cash/status, and /gateway/query with CASH_QUERY. */
export function queryPayout(state: SimulatorState, { message }: Call): Message {
  const { orderNum } = fields(message, 'merchantCode', 'orderNum', 'dateTime');
  const payout = state.payouts.get(orderNum);
  if (!payout) throw new Refused('order does not exist', 'NOTEXIST');
  return {
    platOrderNum: payout.id,
    orderNum,
    amount: payout.amount,
    fee: payout.fee,
    status: payout.status,
    msg: 'success',
  };
}

/** POST /gateway/account. */
export function queryBalance(state: SimulatorState, { message }: Call): Message {
  fields(message, 'merchantCode', 'dateTime');
  return { balance: state.balance, freeze: state.frozen, pendMoney: 0 };
}
