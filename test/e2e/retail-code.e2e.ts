import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

test('a store code: code and barcode are shown, paid at the counter', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('Alfamart');
    await customer.pay();
    const code = (await page.locator('[part="payment-code"]').innerText()).replaceAll(/\s/g, '');
    assert.match(code, /^[A-Z0-9]{6,}$/);
    await page.locator('[part="barcode"]').waitFor();
    await customer.show('retail-code');
    await fixture.press('pay', code);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }, 'phone'));
