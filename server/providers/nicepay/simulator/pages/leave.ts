import { html } from '../../../../platform/html.ts';
import { seeOther } from '../../../simulation/html.ts';
import { closedPage, providerPage } from '../../../simulation/card-page.ts';
import type { Transaction } from '../records.ts';
import { returnParameters, textsOf, withParameters } from '../return-address.ts';
import type { SimulatorState } from '../state.ts';

/** Returns to the shop with the unsigned result: in the URL, or in a form that the customer submits. */
export function leave(state: SimulatorState, transaction: Transaction): Response {
  const { callBackUrl, state: current } = transaction;
  if (callBackUrl === undefined)
    return closedPage(state, 'Thank you', `You can close this page. The payment is ${current}.`);
  const parameters = returnParameters(transaction);
  if (state.options.pageReturn !== 'POST') return seeOther(withParameters(callBackUrl, parameters));
  return providerPage(
    state,
    'Back to the shop',
    html`<h1>Back to the shop</h1>
      <form method="post" action="${callBackUrl}">
        ${textsOf(parameters).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <button>Back to the shop</button>
      </form>`,
  );
}

/** The button that returns to the shop. */
export const leaveForm = (address: string) =>
  html`<form method="post" action="${address}">
    <button class="plain" name="decision" value="leave">Back to the shop</button>
  </form>`;
