import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useStage } from './support/stage.ts';

const stage = useStage();

test('a store code: code and barcode on the screen, paid at the counter', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await stage.demo.order()).url);
    await customer.choose('Alfamart');
    await customer.pay();
    const code = (await page.locator('[part="payment-code"]').innerText()).replaceAll(/\s/g, '');
    assert.match(code, /^[A-Z0-9]{6,}$/);
    await page.locator('[part="barcode"]').waitFor();
    await customer.show('retail-code');
    await stage.press('pay', code);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }, 'phone'));
