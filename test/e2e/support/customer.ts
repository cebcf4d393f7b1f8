import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { selectRadio } from './select-radio.ts';
import { keepScreenshots } from './screenshots.ts';

/** Somebody with a browser, on the shop's checkout page. */
export interface Customer {
  readonly page: Page;
  /** Opens a checkout page and waits until there is something to choose or to see. */
  open(url: string): Promise<void>;
  /** Picks a channel, by the name on its radio button. */
  choose(label: string): Promise<void>;
  fill(label: string, text: string): Promise<void>;
  pay(): Promise<void>;
  /** The text on the screen, once it holds this. */
  sees(text: string | RegExp): Promise<void>;
  seesPaid(withinMs?: number): Promise<void>;
  /** Follows the shop's own link to the order page, which says "paid" when its server was told. */
  seesOrderPaid(withinMs?: number): Promise<void>;
  /** Writes screenshots at both widths, light and dark, where they are wanted. */
  show(name: string): Promise<void>;
  close(): Promise<void>;
}

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
/** Far more than it takes; a busy machine must not fail a test. */
const USUALLY_MS = 30_000;
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36';

export async function openCustomer(browser: Browser, device: 'desktop' | 'phone' = 'desktop'): Promise<Customer> {
  const context: BrowserContext = await browser.newContext({
    locale: 'id-ID',
    ...(device === 'phone' ? { ...PHONE, userAgent: ANDROID } : { viewport: { width: 1280, height: 900 } }),
  });
  const page = await context.newPage();
  const complaints = watch(page);
  const element = page.locator('kasir-checkout');

  const customer: Customer = {
    page,
    async open(url) {
      await page.goto(url);
      await element.locator('h2').first().waitFor();
    },
    async choose(label) {
      await selectRadio(element.getByRole('radio', { name: label, exact: true }));
    },
    fill: (label, text) => element.getByRole('textbox', { name: label }).fill(text),
    pay: () => element.locator('[part="pay-button"]').click(),
    sees: (text) => element.getByText(text).first().waitFor(),
    seesPaid: (timeout = USUALLY_MS) =>
      element.getByRole('heading', { name: 'Pembayaran berhasil' }).waitFor({ timeout }),
    async seesOrderPaid(timeout = USUALLY_MS) {
      await page.getByRole('link', { name: 'Lihat pesanan' }).click();
      await page.locator('#order[data-status="paid"]').waitFor({ timeout });
      await page.locator('.proof').getByText('checkout.paid').waitFor();
      assert.match(await page.locator('#order').innerText(), /Lunas/);
    },
    show: (name) => keepScreenshots(page, name),
    async close() {
      await context.close();
      assert.deepEqual(complaints, [], 'the browser complained');
    },
  };
  return customer;
}

/** Errors of scripts and breaches of the content policy; a test that is passed with any of them has not passed. */
function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A server that is down on purpose, a stream that it cut, and a frame that may not be left are told there as well.
    if (
      message.type() === 'error' &&
      !/net::ERR_|Failed to load resource|Unsafe attempt to initiate navigation/.test(message.text())
    ) {
      complaints.push(message.text());
    }
  });
  return complaints;
}
