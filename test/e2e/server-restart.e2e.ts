import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

/** What a killed server was just doing is taken up again when its lease ends, one minute later at most. */
const AFTER_A_KILL_MS = 90_000;

test('the server is killed while a number is on the screen: the order goes on without a reload', () =>
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

test('paid, and the server is killed before it can tell anybody: the shop is told afterwards', () =>
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

test('a server that was away when the button was pressed takes the same order afterwards, once', () =>
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
