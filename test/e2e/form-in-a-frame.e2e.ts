import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { openInFrame, SANDBOX } from './support/open-in-frame.ts';
import { CARDS, NICEPAY } from './support/nicepay.ts';
import { press } from './support/press.ts';
import { useDemo } from './support/demo-fixture.ts';
import { selectRadio } from './support/select-radio.ts';

/* Channels that post a form to the provider, in a frame that may not navigate the tab. */

const fixture = useDemo({ ...NICEPAY, NICEPAY_CARD_MODE: 'direct' });

async function choose(frame: FrameLocator, label: string): Promise<void> {
  await selectRadio(frame.getByRole('radio', { name: label, exact: true }));
  await frame.getByRole('button', { name: /^Bayar Rp|^Lanjut/ }).click();
}

const seesPaid = async (page: Page, frame: FrameLocator): Promise<void> => {
  await frame.getByRole('heading', { name: 'Pembayaran berhasil' }).waitFor();
  assert.equal(page.url(), 'http://around.localhost/');
};

test('a form that the frame blocks is posted in a new tab; the frame shows the outcome (F6)', () =>
  fixture.asCustomer(async ({ page }) => {
    const frame = await openInFrame(page, (await fixture.demo.order()).url, SANDBOX);
    await choose(frame, 'DANA');
    await frame.getByText('tidak mengizinkan kami').first().waitFor();
    const opened = page.waitForEvent('popup');
    await frame.getByRole('button', { name: 'Buka DANA di tab baru' }).click();
    await press(await opened, 'Pay');
    await seesPaid(page, frame);
  }));

test('a card that the frame blocks is posted in a new tab after a notice; the frame shows the outcome (F6)', () =>
  fixture.asCustomer(async ({ page }) => {
    const frame = await openInFrame(page, (await fixture.demo.order()).url, SANDBOX);
    await choose(frame, 'Kartu kredit / debit');
    await frame.getByRole('textbox', { name: 'Nomor kartu' }).pressSequentially(CARDS.frictionless);
    await frame.getByRole('textbox', { name: /Masa berlaku/ }).pressSequentially('1230');
    await frame.getByRole('textbox', { name: /Kode CVV/ }).pressSequentially('123');
    await frame.getByRole('textbox', { name: 'Nama di kartu' }).fill('Sari Wulandari');
    const pay = frame.locator('kasir-checkout [part="pay-button"]');
    await pay.click();
    await frame.getByText('tidak mengizinkan kami').first().waitFor();
    const opened = page.waitForEvent('popup');
    await pay.click();
    await opened;
    await seesPaid(page, frame);
  }));
