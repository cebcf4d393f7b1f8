import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Customer } from './support/customer.ts';
import { CARDS, FAILS_3DS, NICEPAY, DECLINED_CARDS, typeOnPage, typePassword } from './support/nicepay.ts';
import { press } from './support/press.ts';
import { useDemo } from './support/demo-fixture.ts';
import { callApi, paymentOf } from './support/storefront.ts';
import { selectRadio } from './support/select-radio.ts';

/* NICEPAY's hosted pages: the card page, which is the default, and the page on which the customer chooses a channel. */

const fixture = useDemo(NICEPAY);

const atNicepay = '**/simulators/nicepay/redirect/v2/payment?tXid=*';

/** Opens an order, chooses the card channel and goes to NICEPAY's page. */
async function toCardPage(customer: Customer, order: object = {}): Promise<string> {
  const { checkoutId, url } = await fixture.demo.order(order);
  await customer.open(url);
  await customer.choose('Kartu kredit / debit');
  await customer.pay();
  await customer.page.waitForURL(atNicepay);
  return checkoutId;
}

test('a card in full: entered on the page, confirmed with a password, refunded in part', () =>
  fixture.asCustomer(async (customer) => {
    const checkoutId = await toCardPage(customer);
    await typeOnPage(customer.page, CARDS.challenged);
    await typePassword(customer.page);
    await customer.seesPaid();
    await customer.seesOrderPaid();
    const path = `/payments/${await paymentOf(fixture.demo, checkoutId)}`;
    assert.equal((await callApi(fixture.demo, `${path}/refunds`, { amount: 40_000 })).status, 'succeeded');
    assert.equal((await callApi(fixture.demo, path)).refundedAmount, 40_000);
    await fixture.fail({ simulator: 'nicepay', operation: 'refund', kind: 'decline', code: '9313' });
    const again = await callApi(fixture.demo, `${path}/refunds`, { amount: 10_000 });
    assert.deepEqual([again.status, again.code], [402, 'provider_rejected']);
    assert.match(again.detail ?? '', /: only Bank Mandiri cards allow partial refunds\.$/);
  }));

test('a card in three instalments: chosen with the monthly amount shown, and registered at NICEPAY', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order({ installments: [3, 6], amount: 300_000 });
    await customer.open(url);
    await customer.choose('Kartu kredit / debit');
    await page.getByRole('radio', { name: /^3 × Rp\s100\.000/ }).check();
    assert.equal(
      await page.getByRole('radio', { name: /^12 ×/ }).count(),
      0,
      'the shop does not allow twelve instalments',
    );
    await customer.show('nicepay-months');
    await customer.pay();
    await page.waitForURL(atNicepay);
    await page.getByText('In 3 monthly payments').waitFor();
    await typeOnPage(page, CARDS.frictionless);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('a saved card pays the next order without being entered again', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const order = { savePayment: 'offer', customer: { reference: 'rina', name: 'Rina', email: 'rina@example.com' } };
    const { url } = await fixture.demo.order(order);
    await customer.open(url);
    await customer.choose('Kartu kredit / debit');
    await page.getByRole('checkbox', { name: 'Simpan cara bayar ini untuk pembelian berikutnya' }).check();
    await customer.pay();
    await page.getByText('The shop will save this card').waitFor();
    await typeOnPage(page, CARDS.frictionless);
    await customer.seesPaid();
    await customer.seesOrderPaid();
    await page.locator('.proof').getByText('saved_method.activated').waitFor();

    await customer.open((await fixture.demo.order(order)).url);
    const saved = page.getByRole('group', { name: 'Tersimpan' });
    await saved.getByText(/1000/).waitFor();
    await selectRadio(saved.getByRole('radio'));
    await customer.pay();
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('an authorized card is captured in part through the API', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const checkoutId = await toCardPage(customer, { capture: 'manual', amount: 200_000 });
    await typeOnPage(page, CARDS.challenged);
    await typePassword(page);
    await page.getByRole('heading', { name: 'Pembayaran disetujui' }).waitFor();
    const path = `/payments/${await paymentOf(fixture.demo, checkoutId)}`;
    assert.equal((await callApi(fixture.demo, path)).status, 'authorized');
    assert.equal((await callApi(fixture.demo, `${path}/capture`, { amount: 150_000 })).status, 'succeeded');
    await page.reload();
    await customer.seesPaid();
    await customer.sees(/Jumlah dibayar\s*Rp\s150\.000/);
    await customer.seesOrderPaid();
  }));

test('an authorized card is voided through the API', () =>
  fixture.asCustomer(async (customer) => {
    const checkoutId = await toCardPage(customer, { capture: 'manual' });
    await typeOnPage(customer.page, CARDS.frictionless);
    await customer.page.getByRole('heading', { name: 'Pembayaran disetujui' }).waitFor();
    const path = `/payments/${await paymentOf(fixture.demo, checkoutId)}`;
    assert.equal((await callApi(fixture.demo, `${path}/cancel`, {})).status, 'canceled');
    assert.equal((await callApi(fixture.demo, `${path}/capture`, {})).code, 'state_conflict');
  }));

test('a customer who comes back with a declined card sees the reason in the shop', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const [inactive] = DECLINED_CARDS;
    assert.ok(inactive);
    await toCardPage(customer);
    await typeOnPage(page, inactive.number);
    await page.getByRole('alert').waitFor();
    await press(page, 'Back to the shop');
    await page.getByRole('heading', { name: 'Pembayaran tidak berhasil' }).waitFor();
    await customer.sees(inactive.says);
  }));

test('3-D Secure fails, and another card on the same page pays', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await toCardPage(customer);
    await typeOnPage(page, FAILS_3DS);
    await typePassword(page);
    await page.getByRole('alert').getByText('9117').waitFor();
    await typeOnPage(page, CARDS.frictionless);
    await customer.seesPaid();
  }));

test('a store code chosen on the page: returning with resultCd=0000 does not count as paid', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order({ channels: ['checkout_page'] });
    const returned: string[] = [];
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.url().includes('/v1/return/')) returned.push(request.url());
    });
    await customer.open(url);
    await selectRadio(page.locator('kasir-checkout').getByRole('radio'));
    await customer.pay();
    await page.waitForURL(atNicepay);
    await press(page, 'Alfamart');
    const code = (await page.locator('.number').innerText()).trim();
    await press(page, 'Back to the shop');

    await page.waitForURL(`${url}?kasir_checkout=*`);
    assert.equal(new URL(returned[0] ?? '').searchParams.get('resultCd'), '0000', 'what NICEPAY sends along');
    assert.deepEqual([...new URL(page.url()).searchParams.keys()], ['kasir_checkout']);
    const shown = page.locator('[part="payment-code"]');
    await shown.waitFor();
    assert.equal((await shown.innerText()).replaceAll(/\s/g, ''), code, 'the code from the inquiry');
    assert.equal(await page.getByRole('heading', { name: 'Pembayaran berhasil' }).count(), 0);
    await customer.show('nicepay-chosen-on-page');
    await page.goto(`${url.replace('/checkout/', '/orders/')}?resultCd=0000`);
    await page.locator('#order[data-status="waiting"]').waitFor();

    await page.goto(url);
    await shown.waitFor();
    await fixture.press('pay', code);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('coming back from the page without paying: the payment can be continued', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await toCardPage(customer);
    await press(page, 'Back to the shop');
    await page.getByRole('button', { name: /Belum selesai/ }).click();
    await page.waitForURL(atNicepay);
    await typeOnPage(page, CARDS.frictionless);
    await customer.seesPaid();
  }));
