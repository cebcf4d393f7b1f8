import { html } from '../../../../platform/html.ts';
import { priceText, seeOther, styleResponse } from '../../../simulation/html.ts';
import { alert, closedPage, providerPage } from '../../../simulation/card-page.ts';
import { collect, declineOrder, isOpen } from '../collect.ts';
import { isMethod, METHOD_CODES, METHODS } from '../methods.ts';
import type { OrderRecord } from '../records.ts';
import type { SimulatorState } from '../state.ts';
import { PAGE_STYLE } from './style.ts';

/** The pages a customer's browser sees: the wallet's, and the link's; `undefined` when the path is none of theirs. */
export async function servePage(state: SimulatorState, request: Request, path: string): Promise<Response | undefined> {
  if (path === '/style.css') return styleResponse(PAGE_STYLE);
  const [, kind, id = '', ...rest] = path.split('/');
  if (rest.length > 0 || (kind !== 'pay' && kind !== 'link')) return undefined;
  const order = [...state.orders.values()].find((one) => one.id === id);
  if (!order || order.isLink !== (kind === 'link'))
    return closedPage(state, 'Not found', 'There is nothing to pay here.');
  if (!isOpen(order)) return over(state, order);
  if (request.method !== 'POST') return payPage(state, order, path);
  return decide(state, order, new URLSearchParams(await request.text()), path);
}

function decide(state: SimulatorState, order: OrderRecord, form: URLSearchParams, path: string): Response {
  if (form.get('decision') !== 'pay') {
    declineOrder(order);
    return leave(state, order, 'Declined');
  }
  if (order.method === undefined) {
    const chosen = form.get('method') ?? '';
    if (!isMethod(chosen)) return payPage(state, order, path, 'Choose how you want to pay.');
    order.method = chosen;
  }
  collect(state, order);
  return leave(state, order, 'Paid');
}

const leave = (state: SimulatorState, { redirectUrl }: OrderRecord, title: string): Response =>
  redirectUrl === undefined ? closedPage(state, title, 'You can close this page.') : seeOther(redirectUrl);

const over = (state: SimulatorState, order: OrderRecord): Response =>
  closedPage(state, 'BDPay', `This page is of no use any more: ${order.status}.`, { back: order.redirectUrl });

function payPage(state: SimulatorState, order: OrderRecord, path: string, error?: string): Response {
  const title = order.isLink ? 'BDPay' : brandOf(order.method ?? '');
  return providerPage(
    state,
    title,
    html`<h1>${title}</h1>
      <p class="amount">${priceText(order.amount, 'IDR')}</p>
      <p class="soft">${order.productDetail} · ${order.orderNum}</p>
      ${alert(error)}
      <form method="post" action="${state.options.baseUrl}${path}">
        ${order.method === undefined ? choice : ''}
        <button name="decision" value="pay">Pay</button>
        <button class="plain" name="decision" value="decline">Decline</button>
      </form>`,
    error === undefined ? 200 : 422,
  );
}

const brandOf = (code: string): string => code.replace(/^(VA|RETAIL|EWALLET)_/, '');

const choice = html`<fieldset>
  <legend>How do you want to pay?</legend>
  ${METHOD_CODES.map(
    (code) =>
      html`<label class="check"
        ><input type="radio" name="method" value="${code}" />
        ${brandOf(code)}${METHODS[code].gives === 'number' && code.startsWith('VA_') ? ' Virtual Account' : ''}</label
      >`,
  )}
</fieldset>`;
