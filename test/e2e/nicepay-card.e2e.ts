import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Customer } from './support/customer.ts';
import { CARDS, FAILS_3DS, NICEPAY, DECLINED_CARDS, typeInWidget, typePassword } from './support/nicepay.ts';
import { useDemo } from './support/demo-fixture.ts';
import { callApi, paymentOf } from './support/storefront.ts';
import { selectRadio } from './support/select-radio.ts';

/* Cards in direct mode: entered in the widget, posted by the browser directly to NICEPAY. */

const fixture = useDemo({ ...NICEPAY, NICEPAY_CARD_MODE: 'direct' });

/** Opens an order, chooses the card channel and waits for the card form. */
async function toCardForm(customer: Customer, order: object = {}): Promise<string> {
  const { checkoutId, url } = await fixture.demo.order(order);
  await customer.open(url);
  await customer.choose('Kartu kredit / debit');
  await customer.pay();
  await customer.page.getByRole('heading', { name: 'Isi data kartu' }).waitFor();
  return checkoutId;
}

const failed = (page: Page): Promise<void> =>
  page.getByRole('heading', { name: 'Pembayaran tidak berhasil' }).waitFor();

test('a card in full: form, 3-D Secure, back and paid; the number goes to NICEPAY only', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const carriers: string[] = [];
    page.on('request', (request) => {
      const said = `${request.url()} ${decodeURIComponent(request.postData() ?? '')}`.replaceAll(/[\s+]/g, '');
      if (said.includes(CARDS.canary)) carriers.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await toCardForm(customer);
    await customer.show('nicepay-card-form');
    await typeInWidget(page, CARDS.canary);
    await page.getByLabel('One-time password').waitFor();
    assert.deepEqual(carriers, ['POST /simulators/nicepay/direct/v2/payment']);
    await typePassword(page);
    await customer.seesPaid();
    await customer.seesOrderPaid();
    const left = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
    );
    assert.equal(left.includes(CARDS.canary), false);
    for (const file of readdirSync(fixture.demo.dataDirectory)) {
      const kept = readFileSync(join(fixture.demo.dataDirectory, file), 'latin1');
      assert.equal(kept.includes(CARDS.canary), false, `${file} holds the card number`);
    }
  }));

test('a mistyped card number is reported before anything is sent', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await toCardForm(customer);
    await typeInWidget(page, '4434260000000009');
    await customer.sees('Nomor kartu ini tidak benar. Periksa lagi angkanya.');
    await customer.show('nicepay-card-fault');
    assert.equal(new URL(page.url()).origin, fixture.demo.shopUrl, 'still in the shop');
  }));

test('a card in three instalments', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order({ installments: [3, 6, 12], amount: 300_000 });
    await customer.open(url);
    await customer.choose('Kartu kredit / debit');
    await page.getByRole('radio', { name: /^3 × Rp\s100\.000/ }).check();
    await customer.show('nicepay-direct-months');
    await customer.pay();
    await page.getByRole('heading', { name: 'Isi data kartu' }).waitFor();
    assert.match(
      readFileSync(join(fixture.demo.dataDirectory, 'simulator-nicepay.snapshot'), 'latin1'),
      /instmntMon\W+3\b/,
    );
    await typeInWidget(page, CARDS.frictionless);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('a saved card pays the next order and is charged without the customer', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const order = { savePayment: 'offer', customer: { reference: 'dewi', name: 'Dewi', email: 'dewi@example.com' } };
    await customer.open((await fixture.demo.order(order)).url);
    await customer.choose('Kartu kredit / debit');
    await page.getByRole('checkbox', { name: 'Simpan cara bayar ini untuk pembelian berikutnya' }).check();
    await customer.pay();
    await page.getByRole('heading', { name: 'Isi data kartu' }).waitFor();
    await typeInWidget(page, CARDS.frictionless);
    await customer.seesPaid();
    await customer.seesOrderPaid();
    await page.locator('.proof').getByText('saved_method.activated').waitFor();

    const { checkoutId, url } = await fixture.demo.order(order);
    await customer.open(url);
    const saved = page.getByRole('group', { name: 'Tersimpan' });
    await saved.getByText(/1000/).waitFor();
    await selectRadio(saved.getByRole('radio'));
    await customer.pay();
    await customer.seesPaid();
    const { savedMethod } = await callApi(fixture.demo, `/payments/${await paymentOf(fixture.demo, checkoutId)}`);
    const reference = `recurring-${Date.now()}`;
    const charged = await callApi(fixture.demo, '/charges', {
      reference,
      amount: 50_000,
      currency: 'IDR',
      savedMethod,
    });
    assert.equal(charged.status, 'succeeded');
  }));

test('an authorized card is captured through the API', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const checkoutId = await toCardForm(customer, { capture: 'manual' });
    await typeInWidget(page, CARDS.frictionless);
    await page.getByRole('heading', { name: 'Pembayaran disetujui' }).waitFor();
    const path = `/payments/${await paymentOf(fixture.demo, checkoutId)}`;
    assert.equal((await callApi(fixture.demo, path)).status, 'authorized');
    assert.equal((await callApi(fixture.demo, `${path}/capture`, {})).status, 'succeeded');
    await page.reload();
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

for (const { number, why, says } of DECLINED_CARDS) {
  test(`declined, ${why}: the customer sees a helpful message`, () =>
    fixture.asCustomer(async (customer) => {
      await toCardForm(customer);
      await typeInWidget(customer.page, number);
      await failed(customer.page);
      await customer.sees(says);
    }));
}

test('3-D Secure fails: the customer sees a helpful message, and the next card pays', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await toCardForm(customer);
    await typeInWidget(page, FAILS_3DS);
    await typePassword(page);
    await failed(page);
    await customer.sees(/Verifikasi dari bank tidak berhasil/);
    await customer.show('nicepay-card-failed');
    await page.getByRole('button', { name: 'Pilih cara bayar lain' }).click();
    await customer.choose('Kartu kredit / debit');
    await customer.pay();
    await typeInWidget(page, CARDS.frictionless);
    await customer.seesPaid();
  }));
