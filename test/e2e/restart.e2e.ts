import { test } from 'node:test';
import { useStage } from './support/stage.ts';

const stage = useStage();

/** What a killed server was just doing is taken up again when its lease ends, one minute later at most. */
const AFTER_A_KILL_MS = 90_000;

test('the server is killed while a number is on the screen: the order goes on without a reload', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await stage.demo.order()).url);
    await customer.choose('BNI Virtual Account');
    await customer.pay();
    const number = (await page.locator('[part="payment-code"]').innerText()).replaceAll(/\s/g, '');

    const noticed = page.waitForEvent('requestfailed');
    await stage.demo.kill();
    await noticed;
    await stage.demo.start();
    await stage.press('pay', number);
    await customer.seesPaid(AFTER_A_KILL_MS);
    await customer.seesOrderPaid(AFTER_A_KILL_MS);
  }));

test('paid, and the server is killed before it can tell anybody: the shop is told afterwards', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await stage.demo.order()).url);
    await customer.choose('QRIS');
    await customer.pay();
    await page.locator('[part="qr"] svg').waitFor();
    await stage.press('pay');
    await stage.demo.kill();
    await stage.demo.start();
    await customer.seesPaid(AFTER_A_KILL_MS);
    await customer.seesOrderPaid(AFTER_A_KILL_MS);
  }));

test('a server that was away when the button was pressed takes the same order afterwards, once', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await stage.demo.order()).url);
    await customer.choose('Permata Virtual Account');
    await page.waitForLoadState('networkidle');
    await stage.demo.kill();
    await customer.pay();
    await customer.sees('Koneksi terputus. Silakan coba lagi: Anda tidak akan membayar dua kali.');
    await customer.show('unreachable');
    await stage.demo.start();
    await customer.pay();
    const number = (await page.locator('[part="payment-code"]').innerText()).replaceAll(/\s/g, '');
    await stage.press('pay', number);
    await customer.seesPaid(AFTER_A_KILL_MS);
    await customer.seesOrderPaid(AFTER_A_KILL_MS);
  }));
