import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NICEPAY } from './support/nicepay.ts';
import { readPaymentCode } from './support/payment-code.ts';
import { press } from './support/press.ts';
import { useDemo } from './support/demo-fixture.ts';
import { callApi, paymentOf } from './support/storefront.ts';

/* The demo with NICEPAY as its only provider: virtual accounts, convenience stores, QRIS and wallets. */

const fixture = useDemo(NICEPAY);

test('a virtual account is paid, and a refund is rejected with the reason', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { checkoutId, url } = await fixture.demo.order();
    await customer.open(url);
    await customer.choose('BCA Virtual Account');
    await customer.pay();
    const number = await readPaymentCode(page);
    assert.match(number, /^\d{10,23}$/);
    await customer.show('nicepay-va');
    await fixture.press('pay', number);
    await customer.seesPaid();
    await customer.seesOrderPaid();
    const refused = await callApi(fixture.demo, `/payments/${await paymentOf(fixture.demo, checkoutId)}/refunds`, {});
    assert.deepEqual([refused.status, refused.code], [409, 'state_conflict']);
    assert.match(refused.detail ?? '', /cannot be refunded through the provider/);
  }));

for (const [store, digits] of [
  ['Alfamart', 16],
  ['Indomaret', 12],
] as const) {
  test(`${store}: code, barcode and opening hours are shown; paid at the counter`, () =>
    fixture.asCustomer(async (customer) => {
      const { page } = customer;
      await customer.open((await fixture.demo.order()).url);
      await customer.choose(store);
      await customer.pay();
      const code = await readPaymentCode(page);
      assert.match(code, new RegExp(`^\\d{${digits}}$`));
      await page.locator('[part="barcode"]').waitFor();
      await customer.sees(store === 'Alfamart' ? /22[.:]00/ : /23[.:]00/);
      await customer.sees(/membayar tagihan NICEPAY/);
      await customer.show(`nicepay-${store.toLowerCase()}`);
      await fixture.press('pay', code);
      await customer.seesPaid();
      await customer.seesOrderPaid();
    }, 'phone'));
}

test('a bill inquiry at the counter pays nothing, and a reversal by the store is reported', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('Indomaret');
    await customer.pay();
    const code = await readPaymentCode(page);
    await fixture.press('look up', code);
    await press(page, 'Periksa sekarang');
    await page.getByRole('heading', { name: 'Pembayaran sedang diproses' }).waitFor();
    await fixture.press('pay', code);
    await customer.seesPaid();
    await customer.seesOrderPaid();
    await fixture.press('reverse', code);
    await page.locator('.proof').getByText('payment.reversed').waitFor();
    await page.getByRole('heading', { name: 'Pembayaran ditarik kembali' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Pembayaran ditarik kembali' }).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Pembayaran berhasil' }).count(), 0);
    await customer.show('nicepay-reversed');
  }, 'phone'));

test('a store code that the customer gives up is canceled at NICEPAY', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { checkoutId, url } = await fixture.demo.order();
    await customer.open(url);
    await customer.choose('Alfamart');
    await customer.pay();
    const code = await readPaymentCode(page);
    const payment = await paymentOf(fixture.demo, checkoutId);
    assert.equal((await callApi(fixture.demo, `/payments/${payment}/cancel`, {})).status, 'canceled');
    await page.goto(`${fixture.demo.bffUrl}/simulators`);
    await page.locator('fieldset', { hasText: code }).getByText('CANCELED').waitFor();
  }));

test('QRIS: the code is shown, scanned and paid', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('QRIS');
    await customer.pay();
    await page.locator('[part="qr"] svg').waitFor();
    await customer.show('nicepay-qris');
    await fixture.press('pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('OVO: approved on the phone, and the browser returns automatically', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order({ customer: { reference: 'sari', name: 'Sari' } });
    await customer.open(url);
    await customer.choose('OVO');
    await customer.fill('Nomor HP', '081234567890');
    await customer.pay();
    await page.waitForURL('**/simulators/nicepay/**');
    await press(page, 'Pay with OVO');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

for (const wallet of ['DANA', 'LinkAja', 'ShopeePay', 'Akulaku', 'Kredivo', 'Indodana', 'Jenius']) {
  test(`${wallet}: a form post to its page, and back`, () =>
    fixture.asCustomer(async (customer) => {
      const { page } = customer;
      const { url } = await fixture.demo.order();
      await customer.open(url);
      await customer.choose(wallet);
      await customer.pay();
      await page.waitForURL('**/simulators/nicepay/**');
      assert.equal(new URL(page.url()).search, '', 'no token in an address');
      await press(page, 'Pay');
      await page.waitForURL(`${url}?kasir_checkout=*`);
      assert.deepEqual(
        [...new URL(page.url()).searchParams.keys()],
        ['kasir_checkout'],
        'no payment status in the address',
      );
      await customer.seesPaid();
      await customer.seesOrderPaid();
    }));
}

test('DANA declined: the customer comes back and sees the reason', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('DANA');
    await customer.pay();
    await page.waitForURL('**/simulators/nicepay/**');
    await press(page, 'Decline');
    await page.getByRole('heading', { name: 'Pembayaran tidak berhasil' }).waitFor();
  }));

test('a wallet payment is refunded in part on the shop’s admin page', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order();
    await customer.open(url);
    await customer.choose('ShopeePay');
    await customer.pay();
    await press(page, 'Pay');
    await customer.seesPaid();
    await page.goto(`${fixture.demo.shopUrl}/admin/orders/${new URL(url).pathname.split('/')[2] ?? ''}`);
    await page.getByLabel('Refund: amount in smallest units').fill('50000');
    await press(page, 'Refund');
    await page
      .getByRole('status')
      .getByText(/The refund of Rp\s50\.000 is succeeded/)
      .waitFor();
    await press(page, 'Refund');
    await page.getByRole('status').waitFor();
    await customer.show('nicepay-refund');
  }));
