import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { press } from './support/press.ts';
import { useDemo } from './support/demo-fixture.ts';
import { typeCard } from './support/type-card.ts';

const fixture = useDemo();

/** The order on the shop's admin page. */
async function openInAdmin(page: Page, checkoutPage: string): Promise<void> {
  await page.goto(`${fixture.demo.shopUrl}/admin/orders/${new URL(checkoutPage).pathname.split('/')[2] ?? ''}`);
}

const orderPage = (checkoutPage: string): string => checkoutPage.replace('/checkout/', '/orders/');

test('a card is authorized, captured later and refunded in part on the shop’s admin page', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order({ capture: 'manual' });
    await customer.open(url);
    assert.equal(
      await page.getByRole('radio', { name: 'QRIS' }).count(),
      0,
      'a channel without manual capture is not offered',
    );
    await customer.choose('Kartu kredit / debit');
    await customer.pay();
    await typeCard(page);
    await page.getByRole('heading', { name: 'Pembayaran disetujui' }).waitFor();
    await page.goto(orderPage(url));
    await page.locator('#order[data-status="authorized"]').waitFor();

    await openInAdmin(page, url);
    await customer.show('admin-order');
    await press(page, 'Inquire');
    await page.getByRole('status').getByText('The payment is authorized.').waitFor();
    await press(page, 'Capture');
    await page
      .getByRole('status')
      .getByText(/The payment is (succeeded|processing)\./)
      .waitFor();
    await page.goto(orderPage(url));
    await page.locator('#order[data-status="paid"]').waitFor();

    await openInAdmin(page, url);
    await page.getByLabel('Refund: amount in smallest units').fill('50000');
    await press(page, 'Refund');
    await page
      .getByRole('status')
      .getByText(/The refund of Rp\s50\.000 is/)
      .waitFor();
    await page.goto(orderPage(url));
    await page.getByRole('status').getByText('Sebagian dana dikembalikan').waitFor();
    await page.locator('.proof').getByText('payment.refunded').waitFor();
  }));

test('a saved method is charged without the customer and can be removed', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order({ savePayment: 'require' });
    await customer.open(url);
    await customer.choose('DANA');
    await customer.pay();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await customer.seesPaid();
    await page.goto(orderPage(url));
    await page.locator('.proof').getByText('saved_method.activated').waitFor();

    await openInAdmin(page, url);
    await press(page, 'Charge saved method');
    const said = await page.getByRole('status').innerText();
    assert.match(said, /^Order SN-\w+: the payment is succeeded\.$/);
    await page.goto(`${fixture.demo.shopUrl}/admin`);
    await customer.show('admin');
    await page.getByRole('link', { name: /SN-\w+/.exec(said)?.[0] ?? '' }).click();
    await page.getByRole('link', { name: 'Customer’s page' }).click();
    await page.locator('#order[data-status="paid"]').waitFor();

    await openInAdmin(page, url);
    await press(page, 'Remove');
    await page.getByRole('status').getByText('The saved method is removed.').waitFor();
    await page.getByText('None.').waitFor();
  }));

test('a canceled order offers no payment any more', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order();
    await openInAdmin(page, url);
    await press(page, 'Cancel checkout');
    await page.getByRole('status').getByText('The checkout is canceled.').waitFor();
    await page.goto(orderPage(url));
    await page.locator('#order[data-status="canceled"]').waitFor();
  }));
