import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

/** Jobs of a killed server are resumed when their lease ends, after one minute at most. */
const AFTER_A_KILL_MS = 90_000;

test('the server is killed while a number is shown: after a restart it is paid without a reload', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('BNI Virtual Account');
    await customer.pay();
    const number = (await page.locator('[part="payment-code"]').innerText()).replaceAll(/\s/g, '');

    const noticed = page.waitForEvent('requestfailed');
    await fixture.demo.kill();
    await noticed;
    await fixture.demo.start();
    await fixture.press('pay', number);
    await customer.seesPaid(AFTER_A_KILL_MS);
    await customer.seesOrderPaid(AFTER_A_KILL_MS);
  }));

test('the server is killed before it delivers the paid event: delivered after the restart', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('QRIS');
    await customer.pay();
    await page.locator('[part="qr"] svg').waitFor();
    await fixture.press('pay');
    await fixture.demo.kill();
    await fixture.demo.start();
    await customer.seesPaid(AFTER_A_KILL_MS);
    await customer.seesOrderPaid(AFTER_A_KILL_MS);
  }));

test('the server is down when the customer presses pay: the order is paid once after the restart', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('Permata Virtual Account');
    await page.waitForLoadState('networkidle');
    await fixture.demo.kill();
    await customer.pay();
    await customer.sees('Koneksi terputus. Silakan coba lagi: Anda tidak akan membayar dua kali.');
    await customer.show('unreachable');
    await fixture.demo.start();
    await customer.pay();
    const number = (await page.locator('[part="payment-code"]').innerText()).replaceAll(/\s/g, '');
    await fixture.press('pay', number);
    await customer.seesPaid(AFTER_A_KILL_MS);
    await customer.seesOrderPaid(AFTER_A_KILL_MS);
  }));
