import { html, type Html } from '../../../../platform/html.ts';
import { alert, cardFields, closedPage, providerPage } from '../../../simulation/card-page.ts';
import { priceText, seeOther } from '../../../simulation/html.ts';
import { cardEnd, isCardNumber, rememberCard, TEST_CARDS, type SimulatedCard } from '../cards.ts';
import { isOpen } from '../collect.ts';
import type { SnapRecord, TransactionRecord } from '../records.ts';
import { isPageOpen } from '../snap.ts';
import { now, type SimulatorState } from '../state.ts';
import { latestTry } from '../latest-try.ts';
import { tryCard } from '../try-card.ts';
import { CARD_PASSWORD } from './three-ds-page.ts';

/* The Snap page, limited to cards: the customer types a card. The number is read and not kept. */

export function serveSnap(
  state: SimulatorState,
  page: SnapRecord,
  request: Request,
  form: URLSearchParams | undefined,
): Response {
  const latest = latestTry(state, page);
  if (latest !== undefined && isOpen(latest)) return seeOther(bankPage(state, latest));
  if (latest !== undefined && latest.status !== 'deny') return leave(state, page, latest);
  if (!isPageOpen(state, page)) return closedPage(state, 'Midtrans', 'This page has ended.', { back: page.finishUrl });
  if (form === undefined) {
    const hasFailed = latest?.status === 'deny' || new URL(request.url).searchParams.has('failed');
    return snapPage(state, page, hasFailed ? 'The card was declined. Try another one.' : undefined);
  }
  return pay(state, page, form);
}

function pay(state: SimulatorState, page: SnapRecord, form: URLSearchParams): Response {
  const card = readCard(form, now(state));
  if (typeof card === 'string') return snapPage(state, page, card);
  const months = Number(form.get('installment') ?? '1');
  const isOffered = months === 1 ? !page.requiresInstallment : (page.installments[card.bank] ?? []).includes(months);
  if (!isOffered)
    return snapPage(state, page, `Cards of this bank (${card.bank}) have no instalments of ${months} months.`);
  const saves = form.get('save') === 'yes';
  const tried = tryCard(state, page, card, { saves, months: months === 1 ? undefined : months });
  if (isOpen(tried)) return seeOther(bankPage(state, tried));
  return tried.status === 'deny'
    ? snapPage(state, page, 'The card was declined. Try another one.')
    : leave(state, page, tried);
}

const bankPage = ({ options }: SimulatorState, { id }: TransactionRecord): string =>
  `${options.baseUrl}/v2/3ds/redirect/${id}`;

/** Back to the shop, with what Midtrans adds to its address. */
export function leave(state: SimulatorState, page: SnapRecord, transaction: TransactionRecord): Response {
  if (page.finishUrl === undefined)
    return closedPage(state, 'Midtrans', `You can close this page. It is ${transaction.status}.`);
  const url = new URL(page.finishUrl);
  url.searchParams.set('order_id', page.orderId);
  url.searchParams.set('status_code', transaction.fraud === 'challenge' ? '201' : '200');
  url.searchParams.set('transaction_status', transaction.status);
  return seeOther(url.href);
}

function snapPage(state: SimulatorState, page: SnapRecord, error?: string): Response {
  return providerPage(
    state,
    'Midtrans',
    html`<h1>${page.itemName}</h1>
      <p class="amount">${priceText(page.amount, 'IDR')}</p>
      <p class="soft">${page.orderId}</p>
      ${alert(error)}
      <form method="post" action="${state.options.baseUrl}/snap/v3/redirection/${page.id}">
        ${cardFields('CVV', 45)} ${installmentChoice(page)} ${page.saves ? SAVE_BOX : ''}
        <button>${page.holds ? 'Authorize' : 'Pay'}</button>
      </form>
      ${page.finishUrl === undefined ? '' : html`<a class="button plain" href="${page.finishUrl}">Back to the shop</a>`}
      ${TEST_CARD_LIST}`,
    error === undefined ? 200 : 422,
  );
}

/** The months of all banks; which of them a card has is known by its number. */
function installmentChoice({ installments, requiresInstallment, amount }: SnapRecord): Html | string {
  const months = [...new Set(Object.values(installments).flat())].sort((a, b) => a - b);
  if (months.length === 0) return '';
  return html`<fieldset>
    <legend>Instalments</legend>
    ${requiresInstallment ? '' : html`<label class="check"><input type="radio" name="installment" value="1" checked /> Pay in full</label>`}
    ${months.map(
      (count) =>
        html`<label class="check"
          ><input type="radio" name="installment" value="${count}" ${requiresInstallment ? 'checked' : ''} /> ${count}
          months of ${priceText(Math.ceil(amount / count), 'IDR')}</label
        >`,
    )}
  </fieldset>`;
}

const SAVE_BOX = html`<label class="check"
  ><input type="checkbox" name="save" value="yes" checked /> Save this card for the next payment</label
>`;

const TEST_CARD_LIST = html`<details>
  <summary>Test cards</summary>
  <ul>
    ${TEST_CARDS.map(({ number, does }) => html`<li><code>${number}</code> ${does}</li>`)}
  </ul>
  <p>Any expiry to come, any CVV. The password is <code>${CARD_PASSWORD}</code>.</p>
</details>`;

/** The card, or a message for the customer about what is wrong with it. */
function readCard(form: URLSearchParams, time: number): SimulatedCard | string {
  const number = (form.get('number') ?? '').replace(/[\s-]/g, '');
  if (!isCardNumber(number)) return 'The card number is not right.';
  const expiry = /^(0[1-9]|1[0-2])\s*\/?\s*(?:20)?(\d\d)$/.exec((form.get('expiry') ?? '').trim());
  const [, month = '', year = ''] = expiry ?? [];
  if (expiry === null) return 'The expiry must look like 12/30.';
  if (cardEnd(month, `20${year}`) <= time) return 'The card has expired.';
  if (!/^\d{3,4}$/.test(form.get('cvv') ?? '')) return 'The CVV has three or four digits.';
  return rememberCard(number, month, `20${year}`);
}
