import assert from 'node:assert/strict';
import type { Customer } from '../../e2e/support/customer.ts';

/** Presses a button on the simulators' page, at the payment with this code. */
export type Press = (button: string, code: string) => Promise<void>;

/**
 * A customer pays by virtual account on a page that embeds the widget. The page's own listener for `kasir-paid` has to
 * write the payment's id to `data-paid` of the document.
 *
 * @param meanwhile something that the page does while the number is on the screen
 */
export async function payOnPage(
  { page, open, choose, pay, seesPaid }: Customer,
  address: string,
  press: Press,
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  await open(address);
  await choose('BCA Virtual Account');
  await pay();
  const number = page.locator('kasir-checkout [part="payment-code"]');
  const code = (await number.innerText()).replaceAll(/\s/g, '');
  assert.match(code, /^\d{10,18}$/);
  await meanwhile();
  assert.equal((await number.innerText()).replaceAll(/\s/g, ''), code);
  await press('pay', code);
  await seesPaid();
  await page.locator('html[data-paid^="pay_"]').waitFor({ state: 'attached' });
}

export const addressOf = (origin: string, bff: string, token: string, more: Readonly<Record<string, string>> = {}) =>
  `${origin}/?${String(new URLSearchParams({ bff, token, ...more }))}`;
