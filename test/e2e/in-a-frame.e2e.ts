import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { press } from './support/press.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();

const atTheWallet = '**/simulators/**';

/** A page of another origin that shows the shop's checkout page in a frame. */
async function frameIt(page: Page, url: string, attributes: string): Promise<FrameLocator> {
  await page.route('http://around.localhost/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Around</title><iframe allow="local-network-access" ${attributes} src="${url}" width="900" height="1200"></iframe>`,
    }),
  );
  // The demo shop does not want to be framed; this one does.
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, 'x-frame-options': __, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  // Played pages count as pages of the open network.
  await page.context().grantPermissions(['local-network-access']);
  await page.goto('http://around.localhost/');
  return page.frameLocator('iframe');
}

async function payByDana(frame: FrameLocator): Promise<void> {
  await frame.getByRole('radio', { name: 'DANA', exact: true }).check({ force: true });
  await frame.getByRole('button', { name: /^Bayar Rp/ }).click();
}

test('in a frame: the provider’s page takes the whole tab, which no provider refuses (F6)', () =>
  stage.asCustomer(async ({ page }) => {
    const { url } = await stage.demo.order();
    await payByDana(await frameIt(page, url, ''));
    await page.waitForURL(atTheWallet);
    await press(page, 'Pay');
    await page.waitForURL(`${url}?kasir_checkout=*`);
  }));

test('in a frame that may not be left: it says so, and a link opens a new tab; the frame sees it paid (F6)', () =>
  stage.asCustomer(async ({ page }) => {
    const { url } = await stage.demo.order();
    const sandbox = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';
    const frame = await frameIt(page, url, `sandbox="${sandbox}"`);
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
