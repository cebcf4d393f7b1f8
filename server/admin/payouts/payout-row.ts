import { presentPayout } from '../../http/present/present-payout.ts';
import type { Payout } from '../../payments/model/model.ts';
import { isOperator, operatorId } from '../../payments/model/operator-act.ts';
import type { PayoutRow } from '../wire/payouts.ts';

/** An operator by name; of a payout key nothing is shown. */
export const presentMaker = (id: string): string => (isOperator(id) ? id.slice(operatorId('').length) : 'payout key');

/** A payout in a list, as an operator sees it. */
export const presentPayoutRow = (payout: Payout, operator: string): PayoutRow => ({
  ...presentPayout(payout),
  provider: payout.provider,
  madeBy: presentMaker(payout.madeBy),
  isOwn: payout.madeBy === operatorId(operator),
});
