import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

test('BRI direct debit: a wrong one-time password is reported, the right one pays', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order({ savePayment: 'offer' });
    await customer.open(url);
    await customer.choose('BRI Direct Debit');
    await customer.fill('4 digit terakhir kartu debit', '1234');
    await customer.pay();
    await page.getByRole('heading', { name: 'Masukkan kode verifikasi' }).waitFor();
    await customer.show('otp');

    await customer.fill('Kode verifikasi', '000000');
    await page.getByRole('button', { name: 'Konfirmasi' }).click();
    await customer.sees('Kode itu tidak cocok. Periksa lalu coba lagi.');
    await customer.fill('Kode verifikasi', '123456');
    await page.getByRole('button', { name: 'Konfirmasi' }).click();
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));
