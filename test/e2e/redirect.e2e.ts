import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useStage } from './support/stage.ts';

const stage = useStage();

test('DANA on a desktop: to the wallet’s page and back, where the payment is found again', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await stage.demo.order();
    await customer.open(url);
    await customer.choose('DANA');
    await customer.pay();
    await page.getByRole('button', { name: 'Lanjutkan ke DANA' }).click();
    await page.waitForURL(`${stage.demo.bffUrl}/simulators/**`);
    await page.getByRole('button', { name: 'Pay', exact: true }).click();

    await page.waitForURL(`${url}?kasir_checkout=*`);
    const { searchParams } = new URL(page.url());
    assert.deepEqual([...searchParams.keys()], ['kasir_checkout'], 'nothing that could be mistaken for proof');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('DANA on a phone: the app comes first, the browser second', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await stage.demo.order()).url);
    await customer.choose('DANA');
    await customer.pay();
    const app = page.getByRole('button', { name: 'Buka aplikasi DANA' });
    await app.waitFor();
    await page.getByRole('button', { name: 'Bayar lewat browser saja' }).waitFor();
    await customer.show('redirect-phone');
    await app.click();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }, 'phone'));

test('coming back with a forged address proves nothing, and the payment can be gone on with', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    const { url, checkoutId } = await stage.demo.order();
    await customer.open(url);
    await customer.choose('DANA');
    await customer.pay();
    await page.getByRole('button', { name: 'Lanjutkan ke DANA' }).waitFor();
    await page.goto(`${url}?kasir_checkout=${checkoutId}&status=paid&paid=true`);
    await page.getByRole('heading', { name: 'Memeriksa pembayaran Anda' }).waitFor();
    await page.getByRole('button', { name: /Belum selesai/ }).click();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('declined on the wallet’s page: the customer comes back to the reason', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await stage.demo.order()).url);
    await customer.choose('DANA');
    await customer.pay();
    await page.getByRole('button', { name: 'Lanjutkan ke DANA' }).click();
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    await page.getByRole('heading', { name: 'Pembayaran tidak berhasil' }).waitFor();
  }));
