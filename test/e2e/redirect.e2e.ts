import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press } from './support/press.ts';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

const atTheWallet = `**/simulators/**`;

test('DANA on a desktop: to the wallet’s page and back to the same payment', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order();
    await customer.open(url);
    await customer.choose('DANA');
    await customer.pay();
    await page.waitForURL(atTheWallet);
    assert.equal(new URL(page.url()).searchParams.get('via'), null, 'no deep link on a desktop');
    await press(page, 'Pay');

    await page.waitForURL(`${url}?kasir_checkout=*`);
    const { searchParams } = new URL(page.url());
    assert.deepEqual([...searchParams.keys()], ['kasir_checkout'], 'no payment status in the address');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('DANA on a phone: the deep link first, and the browser where the app is missing', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order();
    await customer.open(url);
    await customer.choose('DANA');
    await customer.pay();
    await page.waitForURL(atTheWallet);
    assert.equal(new URL(page.url()).searchParams.get('via'), 'app');

    await page.goto(url);
    await page.getByRole('button', { name: 'Buka aplikasi DANA' }).waitFor();
    await customer.show('redirect-phone');
    await press(page, 'Bayar lewat browser saja');
    await page.waitForURL(atTheWallet);
    assert.equal(new URL(page.url()).searchParams.get('via'), null);
    await press(page, 'Pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }, 'phone'));

test('a forged return address does not count as paid, and the payment can be continued', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url, checkoutId } = await fixture.demo.order();
    await customer.open(url);
    await customer.choose('DANA');
    await customer.pay();
    await page.waitForURL(atTheWallet);
    await page.goto(`${url}?kasir_checkout=${checkoutId}&status=paid&paid=true`);
    await page.getByRole('heading', { name: 'Memeriksa pembayaran Anda' }).waitFor();
    await customer.show('checking');
    await page.getByRole('button', { name: /Belum selesai/ }).click();
    await page.waitForURL(atTheWallet);
    await press(page, 'Pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('declined on the wallet’s page: the customer comes back and sees the reason', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('DANA');
    await customer.pay();
    await page.waitForURL(atTheWallet);
    await press(page, 'Decline');
    await page.getByRole('heading', { name: 'Pembayaran tidak berhasil' }).waitFor();
  }));
