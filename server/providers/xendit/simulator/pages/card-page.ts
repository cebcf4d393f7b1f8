import { html } from '../../../../platform/html.ts';
import { priceText, seeOther } from '../../../simulation/html.ts';
import { alert, cardFields, closedPage, providerPage } from '../../../simulation/card-page.ts';
import type { Card } from '../cards.ts';
import { isCardNumber, isExpired, rememberCard } from '../cards.ts';
import type { SessionRecord } from '../records.ts';
import { tryCard } from '../try-card.ts';
import type { SimulatorState } from '../state.ts';
import { now } from '../state.ts';
import { leave } from './three-ds-page.ts';

/* The hosted page of a session: the customer types a card. The number is read and not kept. */

export function cardPage(state: SimulatorState, session: SessionRecord, error?: string): Response {
  const path = `${state.options.baseUrl}/checkout/${session.id}`;
  if (session.status !== 'ACTIVE') {
    const back = session.status === 'COMPLETED' ? session.successUrl : session.cancelUrl;
    return closedPage(state, 'Checkout', `This checkout is ${session.status.toLowerCase()}.`, { back });
  }
  const saving = session.type === 'SAVE';
  return providerPage(
    state,
    'Checkout',
    html`<h1>${session.description ?? 'Checkout'}</h1>
      <p class="amount">${saving ? 'Save your card' : priceText(session.amount, session.currency)}</p>
      <p class="soft">${session.reference}</p>
      ${alert(error)}
      <form method="post" action="${path}">
        ${cardFields('CVN', 100)} ${session.save === 'OPTIONAL' && !saving ? SAVE_BOX : ''}
        ${session.save === 'FORCED' ? html`<p class="soft">The shop will keep this card for the next payments.</p>` : ''}
        <button>${saving ? 'Save card' : 'Pay'}</button>
      </form>
      ${session.cancelUrl === undefined ? '' : html`<a class="button plain" href="${session.cancelUrl}">Back to the shop</a>`}
      ${TEST_CARDS}`,
    error === undefined ? 200 : 422,
  );
}

const SAVE_BOX = html`<label class="check"
  ><input type="checkbox" name="save" value="yes" /> Save this card for the next payment</label
>`;

const TEST_CARDS = html`<details>
  <summary>Test cards</summary>
  <ul>
    <li><code>4000000000002503</code> asks for a password (<code>123456</code>)</li>
    <li><code>4000000000001000</code> goes through at once</li>
    <li>An amount of 10051 is refused as an expired card, 10054 for want of money</li>
  </ul>
  <p>Any expiry to come, any CVN.</p>
</details>`;

export function payOnPage(state: SimulatorState, session: SessionRecord, form: URLSearchParams): Response {
  if (session.status !== 'ACTIVE') return cardPage(state, session);
  const card = readCard(form, now(state));
  if (typeof card === 'string') return cardPage(state, session, card);
  const save = session.save === 'FORCED' || (session.save === 'OPTIONAL' && form.get('save') === 'yes');
  const cardTry = tryCard(state, session, card, save);
  if (cardTry.status !== 'REQUIRES_ACTION') return leave(state, cardTry);
  return seeOther(`${state.options.baseUrl}/3ds/${cardTry.id}`);
}

/** The card, or a message for the customer about what is wrong with it. */
function readCard(form: URLSearchParams, time: number): Card | string {
  const number = (form.get('number') ?? '').replace(/[\s-]/g, '');
  if (!isCardNumber(number)) return 'The card number is not right.';
  const expiry = /^(0[1-9]|1[0-2])\s*\/?\s*(?:20)?(\d\d)$/.exec((form.get('expiry') ?? '').trim());
  const [, month = '', year = ''] = expiry ?? [];
  if (!expiry) return 'The expiry must look like 12/30.';
  if (isExpired(month, `20${year}`, time)) return 'The card has expired.';
  if (!/^\d{3,4}$/.test(form.get('cvn') ?? '')) return 'The CVN has three or four digits.';
  const [firstName = '', ...others] = (form.get('holder') ?? '').trim().split(/\s+/);
  if (firstName === '') return 'The name on the card is missing.';
  return rememberCard({ number, expiryMonth: month, expiryYear: `20${year}`, firstName, lastName: others.join(' ') });
}

/** The message of a failed try; a wrong security code is not named, as the provider advises. */
const FAILURES: Readonly<Record<string, string>> = {
  INSUFFICIENT_BALANCE: 'The card has not enough money. Try another one.',
  EXPIRED_CARD: 'The card has expired. Try another one.',
  AUTHENTICATION_FAILED: 'The card was not confirmed. Try again.',
};

export const failureText = (code: string | null): string | undefined =>
  code === null ? undefined : (FAILURES[code] ?? 'The card was declined. Try another one.');
