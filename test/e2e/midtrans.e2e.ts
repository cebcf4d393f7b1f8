import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Customer } from './support/customer.ts';
import { useDemo } from './support/demo-fixture.ts';
import { payByNumber, payByQr } from './support/pay-instruction.ts';
import { readPaymentCode } from './support/payment-code.ts';
import { press } from './support/press.ts';
import { selectRadio } from './support/select-radio.ts';
import { API_KEY, callApi, paymentOf } from './support/storefront.ts';

/* The demo with Midtrans as its only provider. */

const fixture = useDemo({ KASIR_PROVIDERS: 'midtrans', KASIR_API_KEYS: API_KEY });

const AT_MIDTRANS = '**/simulators/midtrans/**';
const CUSTOMER = { reference: 'siti', name: 'Siti Aminah', email: 'siti@example.com', phone: '+6281210002000' };

async function begin(customer: Customer, channel: string, order: object = {}): Promise<string> {
  const { checkoutId, url } = await fixture.demo.order({ customer: CUSTOMER, ...order });
  await customer.open(url);
  await customer.choose(channel);
  return checkoutId;
}

async function typeCard(customer: Customer, number: string): Promise<void> {
  const { page } = customer;
  await page.waitForURL('**/simulators/midtrans/snap/v3/redirection/*');
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry (MM/YY)').fill('12/30');
  await page.getByLabel('CVV').fill('123');
  await page.getByLabel('Name on card').fill('Siti Aminah');
  await customer.show('midtrans-snap');
  await press(page, 'Pay');
}

async function typePassword({ page }: Customer): Promise<void> {
  await page.waitForURL('**/simulators/midtrans/v2/3ds/redirect/*');
  await page.getByLabel('One-time password').fill('112233');
  await press(page, 'Confirm');
}

for (const { channel, digits, device } of [
  { channel: 'BCA Virtual Account', digits: 16, device: 'desktop' },
  { channel: 'Indomaret', digits: 16, device: 'phone' },
] as const)
  test(`${channel}: the number is shown and paid`, () =>
    fixture.asCustomer(async (customer) => {
      await begin(customer, channel);
      const format = new RegExp(`^\\d{${digits}}$`);
      await payByNumber(fixture, customer, {
        format,
        screenshot: `midtrans-${channel.toLowerCase().replaceAll(' ', '-')}`,
      });
    }, device));

test('Mandiri: both numbers are shown, each with its own button to copy it', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await begin(customer, 'Mandiri Virtual Account');
    await customer.pay();
    await page.getByRole('heading', { name: 'Bayar tagihan di Mandiri' }).waitFor();
    const key = await readPaymentCode(page);
    assert.match(key, /^\d{12}$/);
    await customer.sees('70012');
    for (const what of ['Salin Kode perusahaan', 'Salin Kode bayar'])
      assert.equal(await page.getByRole('button', { name: what }).count(), 1, what);
    assert.match(await page.locator('.guides').innerText(), /70012/);
    await customer.show('midtrans-mandiri');
    await fixture.press('pay', key);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }, 'phone'));

test('QRIS: the code is shown and paid', () =>
  fixture.asCustomer(async (customer) => {
    await begin(customer, 'QRIS');
    await payByQr(fixture, customer);
  }));

test('GoPay on a phone: its page, and back', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await begin(customer, 'GoPay');
    await customer.pay();
    await page.waitForURL(AT_MIDTRANS);
    await customer.show('midtrans-gopay-page');
    await press(page, 'Pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }, 'phone'));

test('GoPay on a computer: a code to scan', () =>
  fixture.asCustomer(async (customer) => {
    await begin(customer, 'GoPay');
    await payByQr(fixture, customer, 'midtrans-gopay-desktop');
  }));

test('Kredivo: the lender’s page; it is asked for what it has to know', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await begin(customer, 'Kredivo', { customer: { reference: 'siti', name: 'Siti Aminah', phone: '+6281210002000' } });
    const shop = page.url();
    await customer.fill('Email', 'siti@example.com');
    await customer.pay();
    await page.waitForURL(AT_MIDTRANS);
    await press(page, 'Pay');
    // Lenders lead back by an address in the dashboard.
    await customer.open(shop);
    await customer.seesPaid();
  }));

test('a card in three instalments, saved; the next order is paid with the saved card, after its bank asked', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const order = { installments: [3, 6], amount: 300_000, savePayment: 'offer' };
    await begin(customer, 'Kartu kredit / debit', order);
    await page.getByRole('radio', { name: /^3 × Rp\s100\.000/ }).check();
    await page.getByRole('checkbox', { name: 'Simpan cara bayar ini untuk pembelian berikutnya' }).check();
    await customer.pay();
    await page.waitForURL(AT_MIDTRANS);
    assert.equal(await page.getByRole('radio', { name: /^3 months of Rp\s100\.000/ }).isChecked(), true);
    await typeCard(customer, '4811111111111114');
    await typePassword(customer);
    await customer.seesPaid();
    await customer.seesOrderPaid();

    const { url } = await fixture.demo.order({ customer: CUSTOMER, savePayment: 'offer' });
    await customer.open(url);
    const saved = page.getByRole('group', { name: 'Tersimpan' });
    await saved.getByText('1114').waitFor();
    await selectRadio(saved.getByRole('radio'));
    await customer.show('midtrans-saved');
    await customer.pay();
    await typePassword(customer);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('a card that is declined, and another one on the same page; then a refund', () =>
  fixture.asCustomer(async (customer) => {
    const checkoutId = await begin(customer, 'Kartu kredit / debit');
    await customer.pay();
    await typeCard(customer, '4911111111111113');
    await typePassword(customer);
    await customer.page.getByRole('alert').waitFor();
    await typeCard(customer, '4556557955726624');
    await customer.seesPaid();
    const path = `/payments/${await paymentOf(fixture.demo, checkoutId)}`;
    assert.equal((await callApi(fixture.demo, `${path}/refunds`, {})).status, 'succeeded');
  }));

test('a card that the fraud detection holds: the customer waits, the shop accepts', () =>
  fixture.asCustomer(async (customer) => {
    const checkoutId = await begin(customer, 'Kartu kredit / debit');
    await customer.pay();
    await typeCard(customer, '4511111111111117');
    await typePassword(customer);
    await customer.page.getByRole('heading', { name: 'Pembayaran sedang diproses' }).waitFor({ timeout: 30_000 });
    const path = `/payments/${await paymentOf(fixture.demo, checkoutId)}`;
    const decision = { decision: 'accept', note: 'called the customer' };
    assert.equal((await callApi(fixture.demo, `${path}/resolve`, decision)).status, 'succeeded');
    await customer.seesPaid();
  }));
