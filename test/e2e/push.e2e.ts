import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

test('OVO: the customer approves on the phone, and the page shows it paid', () =>
  fixture.asCustomer(async (customer) => {
    const { url } = await fixture.demo.order({ customer: { reference: 'sari', name: 'Sari' } });
    await customer.open(url);
    await customer.choose('OVO');
    await customer.fill('Nomor HP yang terdaftar di OVO', '081234567890');
    await customer.pay();
    await customer.page.getByRole('heading', { name: 'Buka aplikasi OVO' }).waitFor();
    await customer.sees(/7890/);
    await customer.show('push');
    await fixture.press('pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('OVO declined on the phone: the reason is shown, and another channel pays', () =>
  fixture.asCustomer(async (customer) => {
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('OVO');
    await customer.pay();
    await customer.page.getByRole('heading', { name: 'Buka aplikasi OVO' }).waitFor();
    await fixture.press('fail');
    await customer.page.getByRole('heading', { name: 'Pembayaran tidak berhasil' }).waitFor();
    await customer.show('failed');
    await customer.page.getByRole('button', { name: 'Pilih cara bayar lain' }).click();
    await customer.choose('QRIS');
    await customer.pay();
    await customer.page.locator('[part="qr"] svg').waitFor();
    await fixture.press('pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));
