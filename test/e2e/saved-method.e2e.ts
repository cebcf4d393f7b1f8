import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';
import { selectRadio } from './support/select-radio.ts';

const fixture = useDemo();

test('pay and save, then pay the next order with the saved method', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const consent = page.getByRole('checkbox', { name: 'Simpan cara bayar ini untuk pembelian berikutnya' });

    // The shop recognizes its customer by the browser.
    await page.goto(fixture.demo.shopUrl);
    await page.getByRole('button', { name: 'Tambah ke keranjang: Vas Mega' }).click();
    await page.getByRole('button', { name: 'Lanjut ke pembayaran' }).click();
    await customer.choose('DANA');
    assert.equal(await consent.isChecked(), false, 'the consent box is not checked by default');
    await consent.check();
    await customer.show('consent');
    await customer.pay();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    await customer.seesPaid();
    await customer.seesOrderPaid();
    await page.locator('.proof').getByText('saved_method.activated').waitFor();

    await page.goto(fixture.demo.shopUrl);
    await page.getByRole('button', { name: 'Tambah ke keranjang: Gula aren 500 g' }).click();
    await page.getByRole('button', { name: 'Lanjut ke pembayaran' }).click();
    const saved = page.getByRole('group', { name: 'Tersimpan' });
    await selectRadio(saved.getByRole('radio'));
    await customer.show('saved');
    await customer.pay();
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('a saved method is not offered to another customer', () =>
  fixture.asCustomer(async (customer) => {
    const { url } = await fixture.demo.order({ savePayment: 'offer', customer: { reference: 'somebody-else' } });
    await customer.open(url);
    assert.equal(await customer.page.getByRole('group', { name: 'Tersimpan' }).count(), 0);
  }));
