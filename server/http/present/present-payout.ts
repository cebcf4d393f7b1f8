import type { ListBalancesResponse } from '../../../shared/api/list-balances.ts';
import type { PayoutDetail, PayoutView } from '../../../shared/api/payout-views.ts';
import type { ProviderBalance } from '../../payments/payout/fetch-balances.ts';
import type { Payout, PayoutHistoryEntry } from '../../payments/model/model.ts';
import { optional, presentEntry, presentFailure, presentTime } from './present-parts.ts';

export const presentPayout = (payout: Payout): PayoutView => ({
  id: payout.id,
  reference: payout.reference,
  amount: payout.amount,
  currency: payout.currency,
  bankCode: payout.bankCode,
  accountNumber: payout.unreadable ? null : maskAccount(payout.accountNumber),
  accountName: payout.unreadable ? null : payout.accountName,
  description: payout.unreadable ? null : payout.description,
  feeBearer: payout.feeBearer,
  ...optional('fee', payout.fee),
  status: payout.status,
  ...optional('failure', payout.failure && presentFailure(payout.failure)),
  createdAt: presentTime(payout.createdAt),
  updatedAt: presentTime(payout.updatedAt),
  ...optional('unreadable', payout.unreadable),
});

export const presentPayoutDetail = (payout: Payout, history: readonly PayoutHistoryEntry[]): PayoutDetail => ({
  ...presentPayout(payout),
  history: history.map(presentEntry),
});

export const presentBalance = (balance: ProviderBalance): ListBalancesResponse['data'][number] => ({
  provider: balance.provider,
  currency: balance.currency,
  available: balance.available,
  ...optional('frozen', balance.frozen),
  ...optional('pending', balance.pending),
});

/** `0012345678` → `••••••5678`; of a short number fewer digits are shown. */
function maskAccount(number: string): string {
  const shown = Math.min(4, Math.floor(number.length / 3));
  return number.slice(number.length - shown).padStart(number.length, '•');
}
