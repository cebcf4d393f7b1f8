import { html } from '../../../../platform/html.ts';
import { priceText, seeOther } from '../../../simulation/html.ts';
import { closedPage, providerPage } from '../../../simulation/card-page.ts';
import { collect, decline } from '../collect.ts';
import type { RequestRecord, TokenRecord } from '../records.ts';
import { activate, failToken } from '../issue-token.ts';
import type { SimulatorState } from '../state.ts';
import { brandText } from './brand-text.ts';

/* A wallet's or bank's own page: the customer approves or declines. For a payment, and for linking an account. */

/** A return URL out of `channel_properties`. */
export const returnUrl = (
  { properties }: RequestRecord | TokenRecord,
  outcome: 'success' | 'failure',
): string | undefined => {
  const [wanted, other] = [properties[`${outcome}_return_url`], properties['success_return_url']];
  return typeof wanted === 'string' ? wanted : typeof other === 'string' ? other : undefined;
};

export function approvePage(state: SimulatorState, subject: RequestRecord | TokenRecord, path: string): Response {
  const brand = brandText(subject.rule.code);
  if (subject.status !== 'REQUIRES_ACTION') {
    const message = `This page is of no use any more: ${subject.status.toLowerCase().replaceAll('_', ' ')}.`;
    return closedPage(state, brand, message, { back: returnUrl(subject, 'failure') });
  }
  const amount =
    'amount' in subject && subject.amount !== undefined ? priceText(subject.amount, subject.currency) : undefined;
  return providerPage(
    state,
    brand,
    html`<h1>${brand}</h1>
      <p class="amount">${amount ?? 'Link your account'}</p>
      <p class="soft">${subject.description ?? 'Order'} · ${subject.reference}</p>
      <form method="post" action="${state.options.baseUrl}${path}">
        <button name="decision" value="pay">${amount === undefined ? 'Allow' : 'Pay'}</button>
        <button class="plain" name="decision" value="decline">Decline</button>
      </form>`,
  );
}

export function decide(
  state: SimulatorState,
  subject: RequestRecord | TokenRecord,
  form: URLSearchParams,
  path: string,
): Response {
  if (subject.status !== 'REQUIRES_ACTION') return approvePage(state, subject, path);
  const agreed = form.get('decision') === 'pay';
  if ('type' in subject) {
    if (agreed) collect(state, subject);
    else decline(state, subject, 'USER_DECLINED_PAYMENT');
  } else if (agreed) activate(state, subject);
  else failToken(state, subject, 'AUTHENTICATION_FAILED');
  const back = returnUrl(subject, agreed ? 'success' : 'failure');
  if (back !== undefined) return seeOther(back);
  return closedPage(
    state,
    brandText(subject.rule.code),
    agreed ? 'Done. You can close this page.' : 'Declined. You can close this page.',
  );
}
