import type { SessionView } from '../../shared/api/views.ts';
import { CURRENCY_DECIMALS } from '../../shared/money.ts';
import { memberOf } from './member-of.ts';

/**
 * Whether this is a session that can be shown as a list at once: open, without a payment, with all that the list needs.
 * The full parser checks it as well before anything can be requested; it is in a chunk that comes later.
 */
export const isOpenList = (session: unknown): session is SessionView => {
  const checkout = memberOf(session, 'checkout');
  return (
    memberOf(session, 'payment') === undefined &&
    memberOf(checkout, 'status') === 'open' &&
    haveTexts([checkout], 'id', 'country', 'currency') &&
    Number.isSafeInteger(memberOf(checkout, 'amount')) &&
    String(memberOf(checkout, 'currency')) in CURRENCY_DECIMALS &&
    /^[A-Z]{2}$/.test(String(memberOf(checkout, 'country'))) &&
    Date.parse(String(memberOf(checkout, 'expiresAt'))) > 0 &&
    haveTexts(memberOf(checkout, 'items') ?? [], 'name') &&
    haveTexts(memberOf(session, 'channels'), 'code', 'label', 'group') &&
    haveTexts(memberOf(session, 'savedMethods'), 'id', 'channel', 'label')
  );
};

const haveTexts = (list: unknown, ...names: readonly string[]): boolean =>
  Array.isArray(list) &&
  list.every((entry: unknown) => names.every((name) => typeof memberOf(entry, name) === 'string'));
