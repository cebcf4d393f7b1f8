import { html } from '../../../../platform/html.ts';
import { closedPage, providerPage } from '../../../simulation/card-page.ts';
import { priceText, seeOther } from '../../../simulation/html.ts';
import { collect, deny, isOpen } from '../collect.ts';
import type { TransactionRecord } from '../records.ts';
import type { SimulatorState } from '../state.ts';

/* A wallet's or lender's own page: the customer approves or declines. */

const BRANDS: Readonly<Partial<Record<TransactionRecord['type'], string>>> = {
  gopay: 'GoPay',
  shopeepay: 'ShopeePay',
  akulaku: 'Akulaku',
  kredivo: 'Kredivo',
};

export function serveApproval(
  state: SimulatorState,
  transaction: TransactionRecord,
  path: string,
  form: URLSearchParams | undefined,
): Response {
  const brand = BRANDS[transaction.type] ?? 'Midtrans';
  if (!isOpen(transaction))
    return closedPage(state, brand, `This page is of no use any more: ${transaction.status}.`, {
      back: transaction.returnUrl,
    });
  if (form === undefined) return approvalPage(state, transaction, brand, path);
  const isAgreed = form.get('decision') === 'pay';
  if (isAgreed) collect(state, transaction);
  else deny(state, transaction);
  return leave(state, transaction, brand, isAgreed);
}

/** Lenders are answered by an address in the dashboard, which this simulator does not have. */
function leave(
  state: SimulatorState,
  { returnUrl, orderId }: TransactionRecord,
  brand: string,
  isAgreed: boolean,
): Response {
  if (returnUrl === undefined)
    return closedPage(state, brand, isAgreed ? 'Paid. Go back to the shop.' : 'Declined. Go back to the shop.');
  const url = new URL(returnUrl);
  url.searchParams.set('order_id', orderId);
  url.searchParams.set('result', isAgreed ? 'success' : 'failure');
  return seeOther(url.href);
}

function approvalPage(state: SimulatorState, transaction: TransactionRecord, brand: string, path: string): Response {
  const { money, itemName, orderId } = transaction;
  return providerPage(
    state,
    brand,
    html`<h1>${brand}</h1>
      <p class="amount">${priceText(money.amount, money.currency)}</p>
      <p class="soft">${itemName} · ${orderId}</p>
      <form method="post" action="${state.options.baseUrl}${path}">
        <button name="decision" value="pay">Pay</button>
        <button class="plain" name="decision" value="decline">Decline</button>
      </form>`,
  );
}
