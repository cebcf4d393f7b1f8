import type { Html } from '../../../../platform/html.ts';
import { html } from '../../../../platform/html.ts';
import { priceText } from '../../../simulation/html.ts';
import type { Transaction } from '../records.ts';

/** The goods, the amount and the reference. */
export const orderHead = ({ amount, order, referenceNo }: Transaction, title?: string): Html =>
  html`<h1>${title ?? order['goodsNm'] ?? 'Order'}</h1>
    <p class="amount">${priceText(amount, 'IDR')}</p>
    <p class="soft">${title === undefined ? referenceNo : `${order['goodsNm'] ?? 'Order'} · ${referenceNo}`}</p>`;

/** Makes the page reload itself, to notice that the customer has paid elsewhere. */
export function withRefresh(response: Response, seconds: number): Response {
  response.headers.set('refresh', String(seconds));
  return response;
}
