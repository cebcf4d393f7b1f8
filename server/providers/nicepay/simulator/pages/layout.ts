import type { Html } from '../../../simulator-html.ts';
import { html, pageResponse, priceText } from '../../../simulator-html.ts';
import type { Transaction } from '../records.ts';
import type { World } from '../world.ts';

export const providerPage = (world: World, title: string, content: Html, status = 200): Response =>
  pageResponse({
    title,
    stylesheet: `${world.options.baseUrl}/style.css`,
    status,
    body: html`<header class="test">Simulated page. No real money moves here.</header>
      <main>${content}</main>`,
  });

/** What is paid, and to whom. */
export const orderHead = ({ amount, order, referenceNo }: Transaction, title?: string): Html =>
  html`<h1>${title ?? order['goodsNm'] ?? 'Order'}</h1>
    <p class="amount">${priceText(amount, 'IDR')}</p>
    <p class="soft">${title === undefined ? referenceNo : `${order['goodsNm'] ?? 'Order'} · ${referenceNo}`}</p>`;

export const alert = (error: string | undefined): Html | false =>
  error !== undefined && html`<p class="error" role="alert">${error}</p>`;

/** The end of the way when nothing can be done and nobody can be sent anywhere. */
export const closedPage = (world: World, title: string, message: string, status = 200): Response =>
  providerPage(
    world,
    title,
    html`<h1>${title}</h1>
      <p class="soft">${message}</p>`,
    status,
  );

/** Looks again by itself, until the customer has paid elsewhere. */
export function looksAgain(response: Response, seconds: number): Response {
  response.headers.set('refresh', String(seconds));
  return response;
}
