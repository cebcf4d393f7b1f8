import { test } from 'node:test';
import { useStage } from './support/stage.ts';

const stage = useStage();

test('OVO: the phone rings, the customer approves there, the page turns to paid', () =>
  stage.asCustomer(async (customer) => {
    const { url } = await stage.demo.order({ customer: { reference: 'sari', name: 'Sari' } });
    await customer.open(url);
    await customer.choose('OVO');
    await customer.fill('Nomor HP OVO', '081234567890');
    await customer.pay();
    await customer.page.getByRole('heading', { name: 'Buka aplikasi OVO' }).waitFor();
    await customer.sees(/7890/);
    await customer.show('push');
    await stage.press('pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

test('OVO declined on the phone: the reason is said, and another channel pays', () =>
  stage.asCustomer(async (customer) => {
    await customer.open((await stage.demo.order()).url);
    await customer.choose('OVO');
    await customer.pay();
    await customer.page.getByRole('heading', { name: 'Buka aplikasi OVO' }).waitFor();
    await stage.press('fail');
    await customer.page.getByRole('heading', { name: 'Pembayaran tidak berhasil' }).waitFor();
    await customer.show('failed');
    await customer.page.getByRole('button', { name: 'Pilih cara bayar lain' }).click();
    await customer.choose('QRIS');
    await customer.pay();
    await customer.page.locator('[part="qr"] svg').waitFor();
    await stage.press('pay');
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));
