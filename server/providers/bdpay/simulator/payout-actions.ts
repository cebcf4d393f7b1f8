import type { ActionResult, PayoutDecision, SimulatedPayout } from '../../simulation/simulator.ts';
import { advance } from './payouts.ts';
import type { PayoutRecord, SimulatedPayoutStatus } from './records.ts';
import type { SimulatorState } from './state.ts';

/* Payouts as the simulators' page shows them, and the decisions of the recipient's bank. */

const WORDS: Readonly<Record<SimulatedPayoutStatus, string>> = {
  0: 'new',
  1: 'on its way',
  2: 'paid',
  3: 'canceled',
  4: 'failed',
  5: 'with the bank',
};

export const payoutList = (state: SimulatorState): readonly SimulatedPayout[] =>
  [...state.payouts.values()].map(view).reverse();

const view = (payout: PayoutRecord): SimulatedPayout => ({
  id: payout.id,
  reference: payout.orderNum,
  money: { amount: payout.amount, currency: 'IDR' },
  to: `${payout.bankCode} ${payout.number} ${payout.name}`,
  status: `${payout.status} ${WORDS[payout.status]}${payout.held === true && isOpen(payout) ? ', silent' : ''}`,
  open: isOpen(payout),
});

const isOpen = ({ status }: PayoutRecord): boolean => status < 2 || status > 4;

export function decide(state: SimulatorState, id: string, decision: PayoutDecision): ActionResult {
  const payout = [...state.payouts.values()].find((one) => one.id === id);
  if (!payout) return { ok: false, message: `There is no payout ${id}` };
  if (!isOpen(payout)) return { ok: false, message: `It is ${WORDS[payout.status]}, so nothing was done` };
  if (decision === 'silent') payout.held = true;
  else advance(state, payout, decision === 'paid' ? 2 : 4);
  return { ok: true, message: decision === 'silent' ? SILENT : `The payout is ${WORDS[payout.status]}` };
}

const SILENT = 'The bank sends no decision on this payout until you decide';
