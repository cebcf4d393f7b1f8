import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { useDemo } from './support/demo-fixture.ts';
import { selectRadio } from './support/select-radio.ts';

/*
 * Over HTTP/1.1 a browser opens at most six connections to the BFF for all its tabs. The demo server speaks HTTP/1.1 only.
 */

const fixture = useDemo();

/** One more than the connections of a browser. */
const TABS = 7;

const numberOn = (page: Page) => page.locator('kasir-checkout [part="payment-code"]');
const paidOn = (page: Page) =>
  page.locator('kasir-checkout').getByRole('heading', { name: 'Pembayaran berhasil' }).waitFor();

test('seven tabs of one checkout all load and all show that it is paid (F13)', () =>
  fixture.asCustomer(async ({ page, open, choose, pay }) => {
    const streams = new Set<Request>();
    const context = page.context();
    context.on('request', (request) => request.url().endsWith('/v1/session/events') && streams.add(request));
    context.on('requestfinished', (request) => streams.delete(request));
    context.on('requestfailed', (request) => streams.delete(request));
    const { url } = await fixture.demo.order();
    await open(url);
    await choose('BNI Virtual Account');
    await pay();
    const number = await numberOn(page).innerText();
    const tabs = [page];
    while (tabs.length < TABS) {
      const tab = await context.newPage();
      await tab.goto(url);
      await numberOn(tab).waitFor();
      tabs.push(tab);
    }
    assert.equal(streams.size, 1);
    await fixture.press('pay', number.replaceAll(/\s/g, ''));
    await Promise.all(tabs.map(paidOn));
  }));

test('seven tabs of seven checkouts all load and each shows that it is paid (F13)', () =>
  fixture.asCustomer(async ({ page }) => {
    const element = (tab: Page) => tab.locator('kasir-checkout');
    const tabs: { readonly tab: Page; readonly number: string }[] = [];
    for (let made = 0; made < TABS; made += 1) {
      const tab = await page.context().newPage();
      await tab.goto((await fixture.demo.order()).url);
      await selectRadio(element(tab).getByRole('radio', { name: 'BNI Virtual Account', exact: true }));
      await element(tab).locator('[part="pay-button"]').click();
      tabs.push({ tab, number: (await numberOn(tab).innerText()).replaceAll(/\s/g, '') });
    }
    for (const { tab, number } of tabs.toReversed().slice(0, 2)) {
      await fixture.press('pay', number);
      await paidOn(tab);
    }
  }));

test('coming back from the thank-you page shows the receipt without a second kasir-paid event (F20)', () =>
  fixture.asCustomer(async ({ page, open, choose, pay, seesPaid }) => {
    await page.addInitScript(() => {
      for (const type of ['kasir-ready', 'kasir-status', 'kasir-paid', 'kasir-closed'])
        document.addEventListener(type, () => {
          sessionStorage.setItem('events', `${sessionStorage.getItem('events') ?? ''} ${type}`);
        });
    });
    const events = () => page.evaluate(() => (sessionStorage.getItem('events') ?? '').trim().split(' '));
    const { url } = await fixture.demo.order();
    await open(url);
    await choose('BNI Virtual Account');
    await pay();
    await fixture.press('pay', (await numberOn(page).innerText()).replaceAll(/\s/g, ''));
    await seesPaid();
    await page.waitForFunction(() => sessionStorage.getItem('events')?.includes('kasir-closed'));
    await page.goto(`${new URL(url).origin}/`);
    await page.goBack();
    await seesPaid();
    await page.reload();
    await seesPaid();
    await page.waitForFunction(() => sessionStorage.getItem('events')?.endsWith('kasir-status'));
    const all = await events();
    assert.equal(all.filter((type) => type === 'kasir-paid').length, 1, all.join(' '));
    assert.equal(all.filter((type) => type === 'kasir-closed').length, 1, all.join(' '));
  }));
