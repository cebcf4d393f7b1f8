import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

test('a virtual account: from cart to payment, paid on the simulators page, and the shop receives the event', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await page.goto(fixture.demo.shopUrl);
    await customer.show('shop');
    await page.getByRole('button', { name: 'Tambah ke keranjang: Kopi Gayo 250 g' }).click();
    await customer.show('cart');
    await page.getByRole('button', { name: 'Lanjut ke pembayaran' }).click();
    await page.locator('kasir-checkout h2').first().waitFor();
    await customer.show('choose');
    await customer.choose('BCA Virtual Account');
    await customer.show('chosen');
    await customer.pay();

    const number = (await page.locator('[part="payment-code"]').innerText()).replaceAll(/\s/g, '');
    assert.match(number, /^\d{10,18}$/);
    await customer.show('virtual-account');
    await fixture.press('pay', number);
    await customer.seesPaid();
    await customer.show('paid');
    await customer.seesOrderPaid();
    await customer.show('order-paid');
  }));

test('a reload shows the same number, which can still be paid', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('Mandiri Virtual Account');
    await customer.pay();
    const number = await page.locator('[part="payment-code"]').innerText();
    await page.reload();
    await page.locator('[part="payment-code"]').waitFor();
    assert.equal(await page.locator('[part="payment-code"]').innerText(), number);
    await fixture.press('pay', number.replaceAll(/\s/g, ''));
    await customer.seesPaid();
    await page.reload();
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));
