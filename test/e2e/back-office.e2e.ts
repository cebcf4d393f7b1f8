import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { axeFindings } from './support/axe-findings.ts';
import { useDemo } from './support/demo-fixture.ts';
import { OPERATORS } from './support/demo-process.ts';

const fixture = useDemo();

const DEVICES = [
  ['desktop', 1280, 'light'],
  ['phone', 390, 'dark'],
] as const;

/** A payment of a new order, by the API of the browser. */
async function startPayment(channel: string): Promise<void> {
  const { clientToken } = await fixture.demo.order();
  const { status } = await fetch(`${fixture.demo.bffUrl}/v1/session/payments`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${clientToken}`,
      'content-type': 'application/json',
      'idempotency-key': 'once',
      origin: fixture.demo.shopUrl,
    },
    body: JSON.stringify({ channel }),
  });
  assert.equal(status, 201);
}

async function signIn(page: Page, who: { readonly name: string; readonly secret: string }): Promise<void> {
  await page.goto(fixture.demo.backOfficeUrl);
  await page.getByLabel('Name').fill(who.name);
  await page.getByLabel('Secret').fill(who.secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Needs a person' }).waitFor();
}

/** Refreshes the page until this is there. */
async function refreshUntil(page: Page, wanted: Locator): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if (await wanted.isVisible()) return;
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.waitForTimeout(250);
  }
  await wanted.waitFor({ timeout: 1_000 });
}

/** Fills the dialog's reason and presses its buttons, in turn. */
async function decide(page: Page, why: string, ...buttons: readonly (string | RegExp)[]): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why').fill(why);
  for (const name of buttons) await dialog.getByRole('button', { name }).click();
  await dialog.waitFor({ state: 'detached' });
}

for (const [device, width, colorScheme] of DEVICES) {
  test(`operators work in the back office at ${width} px, ${colorScheme}, and axe finds nothing`, () =>
    fixture.asCustomer(async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      /** Nothing for axe to find, and nothing that scrolls sideways. */
      const check = async (place: string): Promise<void> => {
        assert.deepEqual(await axeFindings(page), [], place);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width, place);
      };
      const go = (name: string): Promise<void> =>
        page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

      await startPayment('ewallet_dana');
      await fixture.press('pay');
      await startPayment('va_bca');
      await fixture.press('pay twice');

      await page.goto(fixture.demo.backOfficeUrl);
      await page.getByLabel('Name').fill('ana');
      await page.getByLabel('Secret').fill('a wrong secret, typed');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('The name or the secret is wrong.').waitFor();
      await check('sign-in');

      await signIn(page, OPERATORS.ana);
      const review = page.getByRole('listitem').filter({ hasText: 'The order was paid twice' }).first();
      await refreshUntil(page, review);
      await check('needs a person');
      await review.getByRole('button', { name: /^Keep the money/ }).click();
      await check('the dialog of a decision');
      await decide(page, `agreed by telephone, ${device}`, 'Keep the money');
      await page.getByRole('status').getByText('Decided.').waitFor();
      await review.waitFor({ state: 'detached' });

      await go('Payments');
      await page.getByRole('table').waitFor();
      await check('payments');
      await page.getByLabel('Channel').selectOption('ewallet_dana');
      await page.getByLabel('Status').selectOption('succeeded');
      // Until the choice is answered, the list still has other orders.
      const row = page.getByRole('row').filter({ hasText: 'DANA' }).first();
      await refreshUntil(page, row.getByText('Paid', { exact: true }));
      const order = await row.getByRole('link').innerText();
      await page.getByRole('searchbox').fill(order);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByText(`1 found for “${order}”`).waitFor();
      await page.getByRole('link', { name: order }).click();
      await page.getByRole('heading', { name: `Order ${order}` }).waitFor();
      assert.equal(await page.evaluate('document.activeElement.tagName'), 'H1', 'a screen reader follows');
      await check('a payment');

      await page.getByRole('button', { name: 'Refund' }).click();
      await page.getByRole('dialog').getByLabel('Amount').fill('50000');
      await check('the dialog of a refund');
      await decide(page, 'one vase was broken', 'Continue', /^Refund Rp.50\.000$/);
      await page.getByRole('status').getByText('The refund is now').waitFor();
      await page.getByText('one vase was broken').waitFor();
      await page.getByRole('heading', { name: 'Refunds' }).waitFor();

      await go('Payouts');
      await page.getByRole('button', { name: 'New payout' }).click();
      const form = page.getByRole('dialog');
      await check('the form of a payout');
      const reference = `SELLER-${device}`;
      for (const [label, text] of [
        ['Reference', reference],
        ['Amount', '2500000'],
        ['Account number', '0012345678'],
        ['Account holder', 'SITI AMINAH'],
        ['Description', 'Week 47'],
      ] as const)
        await form.getByLabel(label).fill(text);
      await decide(page, 'sales of the week', 'Continue', /^Ask for approval of/);
      await page.getByText('another operator or a payout key has to approve it').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Approve' }).count(), 0);
      await page.getByRole('button', { name: 'Sign out' }).click();

      await signIn(page, OPERATORS.budi);
      await page.getByRole('button', { name: `Approve: ${reference}` }).click();
      await decide(page, 'checked with the seller', 'Continue', /^Send Rp.2\.500\.000$/);
      await page.getByRole('status').getByText('Approved.').waitFor();
      await go('Payouts');
      await page.getByRole('link', { name: reference }).click();
      await page.getByText('checked with the seller').waitFor();
      await check('a payout');

      await go('Insights');
      await page.getByRole('heading', { name: 'Conversion by channel' }).waitFor();
      await page.getByRole('row', { name: /^DANA/ }).waitFor();
      await check('insights');
    }, device));
}
