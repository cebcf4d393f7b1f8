import { test } from 'node:test';
import { NICEPAY } from './support/nicepay.ts';
import { readPaymentCode } from './support/payment-code.ts';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo(NICEPAY, '2026-03-10T23:30:00+07:00');

test('at 23:30 the channel list and the code show when stores open, and the code can be paid', () =>
  fixture.asCustomer(async (customer) => {
    await customer.open((await fixture.demo.order()).url);
    await customer.sees(/Kasir sedang tutup, buka lagi pukul/);
    await customer.choose('Alfamart');
    await customer.pay();
    const code = await readPaymentCode(customer.page);
    await customer.sees(/tutup.*buka lagi pukul/);
    await customer.show('store-closed');
    await fixture.press('pay', code);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }, 'phone'));
