import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Customer } from './support/customer.ts';
import { useStage } from './support/stage.ts';

const stage = useStage({ KASIR_PROVIDERS: 'nicepay' });

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

async function choose(customer: Customer, channel: string): Promise<void> {
  await customer.open((await stage.demo.order({ customer: SARI })).url);
  await customer.choose(channel);
  await customer.pay();
}

const SARI = { reference: 'sari', name: 'Sari Wulandari', email: 'sari@example.com', phone: '081234567890' };

for (const [channel, ready] of [
  ['BCA Virtual Account', '[part="payment-code"]'],
  ['Alfamart', '[part="barcode"]'],
  ['Indomaret', '[part="barcode"]'],
  ['QRIS', '[part="qr"] svg'],
] as const) {
  test(`${channel}: shown, paid elsewhere, and the page turns to paid`, () =>
    stage.asCustomer(async (customer) => {
      await choose(customer, channel);
      await customer.page.locator(ready).first().waitFor();
      await stage.press('pay');
      await customer.seesPaid();
      await customer.seesOrderPaid();
    }));
}

for (const [channel, agree] of [
  ['OVO', 'Pay with OVO'],
  ['DANA', 'Pay'],
  ['LinkAja', 'Pay'],
  ['ShopeePay', 'Pay'],
  ['Kredivo', 'Pay'],
  ['Jenius', 'Pay'],
] as const) {
  test(`${channel}: the browser posts itself to the provider, and comes back paid`, () =>
    stage.asCustomer(async (customer) => {
      await choose(customer, channel);
      await customer.page.waitForURL('**/simulators/nicepay/**');
      await press(customer.page, agree);
      await customer.seesPaid();
      await customer.seesOrderPaid();
    }));
}

async function typeCard(page: Page, number: string): Promise<void> {
  await page.waitForURL('**/simulators/nicepay/**');
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry (MM/YY)').fill('12/30');
  await page.getByLabel('CVV').fill('123');
  await page.getByLabel('Name on card').fill('Sari Wulandari');
  await press(page, 'Pay');
}

test('a card on the provider’s page: refused for want of money, then another one with its password', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    await choose(customer, 'Kartu kredit / debit');
    await typeCard(page, '4434263000000051');
    await page.getByText('Insufficient funds').waitFor();
    await typeCard(page, '4434260000000008');
    await page.getByLabel('One-time password').fill('123456');
    await press(page, 'Confirm');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('a store chosen on the provider’s page: coming back is not paid, and the code is on our page', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    await choose(customer, 'Halaman pembayaran');
    await page.waitForURL('**/simulators/nicepay/**');
    await press(page, 'Alfamart');
    const code = await page.locator('.number code').innerText();
    await press(page, 'Back to the shop');
    await customer.page.locator('[part="barcode"]').first().waitFor();
    await customer.sees(new RegExp(code.replaceAll(/(?=(.{4})+$)/g, '\\s?')));
    await stage.press('pay', code);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));
