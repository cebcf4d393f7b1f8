import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FrameLocator } from 'playwright-core';
import { openInFrame, SANDBOX } from './support/open-in-frame.ts';
import { press } from './support/press.ts';
import { useDemo } from './support/demo-fixture.ts';
import { selectRadio } from './support/select-radio.ts';

const fixture = useDemo();

const atTheWallet = '**/simulators/**';

async function payByDana(frame: FrameLocator): Promise<void> {
  await selectRadio(frame.getByRole('radio', { name: 'DANA', exact: true }));
  await frame.getByRole('button', { name: /^Bayar Rp/ }).click();
}

test('in a frame: the provider’s page takes the whole tab, which no provider refuses (F6)', () =>
  fixture.asCustomer(async ({ page }) => {
    const { url } = await fixture.demo.order();
    await payByDana(await openInFrame(page, url, ''));
    await page.waitForURL(atTheWallet);
    await press(page, 'Pay');
    await page.waitForURL(`${url}?kasir_checkout=*`);
  }));

test('in a frame that may not navigate the tab: a link opens a new one, and the frame shows the outcome (F6)', () =>
  fixture.asCustomer(async ({ page }) => {
    const { url } = await fixture.demo.order();
    const frame = await openInFrame(page, url, SANDBOX);
    await payByDana(frame);
    await frame.getByText('tidak mengizinkan kami').first().waitFor();
    const opened = page.waitForEvent('popup');
    await frame.getByRole('link', { name: 'Buka DANA di tab baru' }).click();
    const tab = await opened;
    await tab.waitForURL(atTheWallet);
    await press(tab, 'Pay');
    await frame.getByRole('heading', { name: 'Pembayaran berhasil' }).waitFor();
    assert.equal(page.url(), 'http://around.localhost/');
  }));
