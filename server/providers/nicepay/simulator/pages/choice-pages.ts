import { html } from '../../../../platform/html.ts';
import { alert, providerPage } from '../../../simulation/card-page.ts';
import { choicesOf, choose } from '../choices.ts';
import { partnerName } from '../partners.ts';
import type { Transaction } from '../records.ts';
import { wallClock } from '../wib.ts';
import type { SimulatorState } from '../state.ts';
import { withRefresh, orderHead } from './layout.ts';
import { leaveForm } from './leave.ts';
import type { Method } from '../options.ts';

/* NICEPAY's page of the Checkout flow: first the choice of the method, then the number or code to pay with. */

const GROUPS: Readonly<Record<Method, string>> = {
  '01': 'Card',
  '02': 'Virtual account',
  '03': 'Convenience store',
  '04': 'Clickpay',
  '05': 'E-wallet',
  '06': 'Pay later',
  '08': 'QRIS',
};

export function choicePage(state: SimulatorState, transaction: Transaction, address: string, error?: string): Response {
  const choices = choicesOf(transaction);
  const methods = [...new Set(choices.map(({ method }) => method))];
  return providerPage(
    state,
    'Choose how to pay',
    html`${orderHead(transaction)} ${alert(error)}
    ${methods.map(
      (method) =>
        html`<h2>${GROUPS[method]}</h2>
          <form class="choices" method="post" action="${address}">
            <input type="hidden" name="decision" value="choose" />
            ${choices
              .filter((choice) => choice.method === method)
              .map(
                ({ partner, label }) =>
                  html`<button name="choice" value="${method}${partner === undefined ? '' : `:${partner}`}">
                    ${label}
                  </button>`,
              )}
          </form>`,
    )}
    ${leaveForm(address)}`,
    error === undefined ? 200 : 422,
  );
}

/** Returns a message for the customer if the choice is not possible. */
export function makeChoice(state: SimulatorState, transaction: Transaction, form: URLSearchParams): string | undefined {
  const [method, partner] = (form.get('choice') ?? '').split(':');
  const choice = choicesOf(transaction).find((one) => one.method === method && one.partner === partner);
  if (!choice) return 'Choose one of these.';
  choose(state, transaction, choice);
  return undefined;
}

const REFRESH_SECONDS = 5;

/** The number, code or QR text. The customer may return to the shop at once: the return only says that it was issued. */
export function numberPage(state: SimulatorState, transaction: Transaction, address: string): Response {
  const { method, partner, number, qrText, expiresAt } = transaction;
  const name = partnerName(partner);
  const what = method === '02' ? `${name} virtual account` : method === '03' ? `Payment code for ${name}` : 'QRIS';
  const { date, time } = wallClock(expiresAt);
  const page = providerPage(
    state,
    what,
    html`${orderHead(transaction, what)}
      ${
        number === undefined
          ? html`<p class="number qr"><code>${qrText ?? ''}</code></p>`
          : html`<p class="number"><code>${number}</code></p>`
      }
      <p class="soft">
        Pay exactly this amount until ${date.slice(6)}.${date.slice(4, 6)}. ${time.slice(0, 2)}:${time.slice(2, 4)} WIB.
      </p>
      ${leaveForm(address)}`,
  );
  return withRefresh(page, REFRESH_SECONDS);
}
