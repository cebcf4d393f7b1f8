import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Customer } from './support/customer.ts';
import { payByNumber, payByQr } from './support/pay-instruction.ts';
import { press } from './support/press.ts';
import { useDemo } from './support/demo-fixture.ts';
import { API_KEY, callApi } from './support/storefront.ts';

/* The demo with BDPay as its only provider. */

const fixture = useDemo({ KASIR_PROVIDERS: 'bdpay', KASIR_API_KEYS: API_KEY });

const BDPAY = '**/simulators/bdpay/**';
const PHONE = '0812 1000 2000';
const LABEL = 'Nomor HP yang terdaftar di OVO';

/** Valid customer data that BDPay does not accept as it is. */
const CUSTOMER = { reference: 'dao', name: 'Nguyễn Thị Đào 🎉', email: 'đào@example.com', phone: '+6281210002000' };

/** A customer without a phone number. */
const { phone: _, ...STRANGER } = CUSTOMER;

async function begin(
  customer: Customer,
  channel: string,
  known: object = CUSTOMER,
): Promise<{ checkoutId: string; url: string }> {
  const order = await fixture.demo.order({ customer: known, description: 'Kaos “polos” 红色 🎁' });
  await customer.open(order.url);
  await customer.choose(channel);
  return order;
}

for (const { channel, digits, device } of [
  { channel: 'BCA Virtual Account', digits: 16, device: 'desktop' },
  { channel: 'Alfamart', digits: 16, device: 'phone' },
] as const) {
  test(`${channel}: the number is shown and paid`, () =>
    fixture.asCustomer(async (customer) => {
      await begin(customer, channel);
      const format = new RegExp(`^\\d{${digits}}$`);
      await payByNumber(fixture, customer, {
        format,
        screenshot: `bdpay-${channel.toLowerCase().replaceAll(' ', '-')}`,
      });
    }, device));
}

test('QRIS: the code is shown, scanned and paid', () =>
  fixture.asCustomer(async (customer) => {
    await begin(customer, 'QRIS');
    await payByQr(fixture, customer);
  }));

test('DANA: redirected to its page and back, with no payment status in the return address', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await begin(customer, 'DANA');
    await customer.pay();
    await page.waitForURL(BDPAY);
    await press(page, 'Pay');
    await page.waitForURL(`${url}?kasir_checkout=*`);
    assert.deepEqual([...new URL(page.url()).searchParams.keys()], ['kasir_checkout']);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('DANA declined: the customer sees it, and the second try with the same wallet pays', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await begin(customer, 'DANA');
    await customer.pay();
    await page.waitForURL(BDPAY);
    await press(page, 'Decline');
    await page.getByRole('heading', { name: 'Pembayaran tidak berhasil' }).waitFor();
    await press(page, 'Coba lagi');
    await customer.pay();
    await page.waitForURL(BDPAY);
    await press(page, 'Pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('the payment page: the customer chooses a channel there and comes back paid', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await begin(customer, 'Halaman pembayaran');
    await customer.pay();
    await page.waitForURL(BDPAY);
    await press(page, 'Pay');
    await page.getByRole('alert').getByText('Choose how you want to pay').waitFor();
    await page.getByRole('radio', { name: 'QRIS' }).check();
    await press(page, 'Pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }, 'phone'));

/** Enters the phone number that the shop does not have. */
async function ring(customer: Customer): Promise<void> {
  await customer.fill(LABEL, PHONE);
  await payAndSeeItRing(customer);
}

async function payAndSeeItRing(customer: Customer): Promise<void> {
  await customer.pay();
  await customer.page.getByRole('heading', { name: 'Buka aplikasi OVO' }).waitFor();
}

test('OVO: thirty seconds are counted down, and approving in time pays', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await begin(customer, 'OVO');
    assert.equal(await page.getByLabel(LABEL).count(), 0, 'no phone field, since the shop has the number');
    await payAndSeeItRing(customer);
    await customer.sees(/••2000/);
    const left = await page.locator('[part="countdown"]').innerText();
    assert.match(left, /^00:(30|[12]\d)$/);
    await page.locator('[part="countdown"]').filter({ hasNotText: left }).waitFor();
    await customer.show('bdpay-ovo');
    await fixture.press('pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }, 'phone'));

test('OVO too late: the customer sees it, gets a new request and pays once', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { checkoutId } = await begin(customer, 'OVO', STRANGER);
    await ring(customer);
    // The demo runs on the wall clock, so the simulator is told that the thirty seconds are over.
    await fixture.press('expire');
    // On a slow machine thirty seconds have passed by now, and the page has noticed by itself: then there is no button.
    const over = page.getByRole('heading', { name: 'Waktu pembayaran habis' }).waitFor();
    await Promise.race([over, press(page, 'Periksa sekarang').catch(() => undefined)]);
    await over;
    await customer.sees(/Permintaan di OVO tidak disetujui tepat waktu/);
    await customer.show('bdpay-ovo-too-late');
    await press(page, 'Kirim permintaan baru');
    await page.getByRole('heading', { name: 'Buka aplikasi OVO' }).waitFor();
    await fixture.press('pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
    const { payments = [] } = await callApi(fixture.demo, `/checkouts/${checkoutId}`);
    assert.deepEqual(
      payments.map(({ status }) => status),
      ['succeeded', 'expired'],
    );
  }));

test('OVO with an impossible number: an error at the field, and nothing is sent', () =>
  fixture.asCustomer(async (customer) => {
    const { checkoutId } = await begin(customer, 'OVO', { ...CUSTOMER, phone: '+6591234567' });
    await customer.fill(LABEL, '+65 9123 4567');
    await customer.pay();
    await customer.sees(/Tulis nomor ponsel yang benar, misalnya 0812/);
    assert.deepEqual((await callApi(fixture.demo, `/checkouts/${checkoutId}`)).payments, []);
    await ring(customer);
    await fixture.press('pay');
    await customer.seesPaid();
  }));
