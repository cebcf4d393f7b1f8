import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanQr } from './support/scan-qr.ts';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

test('QRIS: a scanner can read the code, and the page shows it paid', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('QRIS');
    await customer.pay();
    await page.locator('[part="qr"] svg').waitFor();
    await customer.show('qr');

    const payload = await scanQr(page, await page.locator('[part="qr"]').screenshot());
    assert.match(payload, /^000201.*ID\.CO\.QRIS.*5303360.*6304[0-9A-F]{4}$/);
    await fixture.press('pay', payload);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));
