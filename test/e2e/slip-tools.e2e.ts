import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import ICAL from 'ical.js';
import type { Download, Page } from 'playwright-core';
import { readPaymentCode } from './support/payment-code.ts';
import { scanQr } from './support/scan-qr.ts';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

/** The file that is on the disk after the press. */
async function downloadBy(page: Page, button: string): Promise<{ name: string; content: Buffer }> {
  const started: Promise<Download> = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const download = await started;
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

test('a virtual account: its deadline is downloaded for the calendar, and its picture for the gallery', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('BCA Virtual Account');
    await customer.pay();
    const number = await readPaymentCode(page);
    const deadline = await page.locator('[part="instruction"] time').getAttribute('datetime');

    const calendar = await downloadBy(page, 'Tambahkan batas waktu ke kalender');
    assert.match(calendar.name, /^BCA-Virtual-Account-pay_.*\.ics$/);
    const parsed: unknown = ICAL.parse(calendar.content.toString());
    assert.ok(Array.isArray(parsed));
    const event = new ICAL.Component(parsed).getFirstSubcomponent('vevent');
    const start = event?.getFirstPropertyValue('dtstart');
    assert.ok(start instanceof ICAL.Time);
    assert.equal(start.toJSDate().getTime(), Math.floor(Date.parse(deadline ?? '') / 1000) * 1000);
    assert.match(String(event?.getFirstPropertyValue('description')), new RegExp(`: ${number}\n`));
    await customer.sees('Berkas kalender disimpan.');

    const picture = await downloadBy(page, 'Simpan sebagai gambar');
    assert.match(picture.name, /^BCA-Virtual-Account-pay_.*\.png$/);
    assert.deepEqual([...picture.content.subarray(1, 4)], [...Buffer.from('PNG')]);
    await customer.show('virtual-account-saved');
  }));

test('QRIS on a phone: the saved picture is one that a wallet reads from the gallery', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('QRIS');
    await customer.pay();
    await page.locator('[part="qr"] svg').waitFor();
    const { name, content } = await downloadBy(page, 'Simpan sebagai gambar');
    assert.match(name, /^QRIS-pay_.*\.png$/);
    const payload = await scanQr(page, content);
    assert.match(payload, /^000201.*ID\.CO\.QRIS/);
    await fixture.press('pay', payload);
    await customer.seesPaid();
  }, 'phone'));

test('on paper there is the number and nothing of the shop’s page', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await page.addInitScript(() => {
      window.print = () => {};
    });
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('Alfamart');
    await customer.pay();
    await page.locator('[part="payment-code"]').waitFor();
    const seen = () =>
      page.evaluate(() => {
        const own = document.querySelector('kasir-checkout');
        const outside = [...document.querySelectorAll('body *')].filter(
          (element) => !element.contains(own) && element.checkVisibility(),
        );
        const inside = [...(own?.shadowRoot?.querySelectorAll('h2, [part], time, button') ?? [])]
          .filter((element) => element.checkVisibility())
          .map((element) => element.getAttribute('part') ?? element.tagName);
        return { outside: outside.length, inside };
      });
    await page.getByRole('button', { name: 'Cetak' }).click();
    await page.emulateMedia({ media: 'print' });
    await page.waitForFunction(() => document.querySelector('[data-kasir-print]') !== null);
    const { outside, inside } = await seen();
    assert.equal(outside, 0);
    assert.deepEqual(inside, ['instruction', 'H2', 'TIME', 'payment-code', 'barcode'], 'no button, no seconds');
    await customer.show('printed');
    await page.emulateMedia({ media: null });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    assert.ok((await seen()).outside > 0, 'the page is as it was');
  }));

test('a wallet’s app that closed the browser: opening the page again shows the same payment', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const { url } = await fixture.demo.order();
    await customer.open(url);
    await customer.choose('DANA');
    await customer.pay();
    await page.waitForURL('**/simulators/**');
    const wallet = page.url();
    await page.close();

    const again = await page.context().newPage();
    await again.goto(url);
    await again.getByRole('button', { name: 'Buka aplikasi DANA' }).click();
    await again.waitForURL('**/simulators/**');
    assert.equal(again.url(), wallet, 'the same payment, in the app');
  }, 'phone'));
