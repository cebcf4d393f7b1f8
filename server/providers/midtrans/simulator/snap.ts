import { ApiError, invalid } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import { asObject, asText, checkDuration, checkOrder, optionalObject, optionalText, type Fields } from './check.ts';
import { isOpen } from './collect.ts';
import { assertNewOrder } from './create-transaction.ts';
import type { SnapRecord } from './records.ts';
import { book, now, type SimulatorState } from './state.ts';

const DAY = 86_400_000;
const SHORTEST = 5 * 60_000;

/** `POST /snap/v1/transactions`. */
export function createSnap(state: SimulatorState, { body, notificationUrl }: Call): Answer {
  const fields = asObject(body, 'body');
  const order = checkOrder(fields);
  assertNewOrder(state, order.orderId);
  if (order.amount < 10_000) throw invalid('transaction_details.gross_amount', 'must be at least 10000');
  const enabled = fields['enabled_payments'];
  if (!Array.isArray(enabled) || enabled.join() !== 'credit_card')
    throw invalid('enabled_payments', 'this simulator has cards only');
  const card = optionalObject(fields['credit_card'], 'credit_card') ?? {};
  const saves = card['save_card'] === true;
  if (optionalText(fields['user_id'], 'user_id') === undefined && saves)
    throw invalid('user_id', 'is required to save a card');
  const page: SnapRecord = {
    id: state.options.uuid(),
    orderId: order.orderId,
    amount: order.amount,
    itemName: order.itemName,
    notificationUrl,
    finishUrl: optionalText(optionalObject(fields['callbacks'], 'callbacks')?.['finish'], 'callbacks.finish'),
    saves,
    holds: card['type'] === 'authorize',
    requiresInstallment: optionalObject(card['installment'], 'credit_card.installment')?.['required'] === true,
    installments: installmentsOf(card),
    createdAt: now(state),
    expiresAt: now(state) + lifeOf(fields),
  };
  state.snaps.set(page.id, page);
  book(state, 'create', { id: page.id, orderId: page.orderId }, page.amount);
  const url = `${state.options.baseUrl}/snap/v3/redirection/${page.id}`;
  return { status: 201, body: { token: page.id, redirect_url: url } };
}

/** `page_expiry` wins over `expiry`. */
function lifeOf(fields: Fields): number {
  const page = optionalObject(fields['page_expiry'], 'page_expiry');
  const expiry = optionalObject(fields['expiry'], 'expiry');
  const range = [SHORTEST, 7 * DAY] as const;
  if (expiry !== undefined) {
    asText(expiry['start_time'], 'expiry.start_time');
    checkDuration({ value: expiry['duration'], unit: expiry['unit'] }, 'expiry', range);
  }
  const wins = page ?? expiry;
  return wins === undefined
    ? DAY
    : checkDuration({ value: wins['duration'], unit: wins['unit'] }, 'page_expiry', range);
}

function installmentsOf(card: Fields): SnapRecord['installments'] {
  const terms = optionalObject(
    optionalObject(card['installment'], 'credit_card.installment')?.['terms'],
    'credit_card.installment.terms',
  );
  return Object.fromEntries(
    Object.entries(terms ?? {}).map(([bank, months]) => {
      if (!Array.isArray(months)) throw invalid(`credit_card.installment.terms.${bank}`, 'must be an array');
      return [bank, months.map(Number)];
    }),
  );
}

/** `POST /snap/v1/transactions/{token}/cancel`. */
export function cancelSnap(state: SimulatorState, { id }: Call): Answer {
  const page = state.snaps.get(id);
  if (page === undefined) throw new ApiError('404', 'token not found');
  if (page.canceledAt !== undefined) throw new ApiError('400', 'token already canceled');
  if ([...state.transactions.values()].some((one) => one.snap === id && isOpen(one)))
    throw new ApiError('400', 'Transaction is on progress');
  page.canceledAt = now(state);
  return { status: 200, body: { canceled_at: new Date(page.canceledAt).toISOString() } };
}

/** It takes cards. */
export const isPageOpen = (state: SimulatorState, page: SnapRecord): boolean =>
  page.canceledAt === undefined && page.expiresAt > now(state);
