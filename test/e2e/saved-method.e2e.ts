import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';
import { selectRadio } from './support/select-radio.ts';

const fixture = useDemo();

test('pay and save, then pay the next order with what was saved', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const consent = page.getByRole('checkbox', { name: 'Simpan cara bayar ini untuk pembelian berikutnya' });

    // As a customer of the shop: the same browser is the same person.
    await page.goto(fixture.demo.shopUrl);
    await page.getByRole('button', { name: 'Tambah ke keranjang: Vas Mega' }).click();
    await page.getByRole('button', { name: 'Lanjut ke pembayaran' }).click();
    await customer.choose('DANA');
    assert.equal(await consent.isChecked(), false, 'consent is given, not taken');
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

test('what one customer saved is not offered to another', () =>
  fixture.asCustomer(async (customer) => {
    const { url } = await fixture.demo.order({ savePayment: 'offer', customer: { reference: 'somebody-else' } });
    await customer.open(url);
    assert.equal(await customer.page.getByRole('group', { name: 'Tersimpan' }).count(), 0);
  }));
