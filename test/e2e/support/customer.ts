import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { selectRadio } from './select-radio.ts';
import { keepScreenshots } from './screenshots.ts';

/** A customer with a browser on the shop's checkout page. */
export interface Customer {
  readonly page: Page;
  /** Opens a checkout page and waits until there is something to choose or to see. */
  open(url: string): Promise<void>;
  /** Picks a channel, by the name on its radio button. */
  choose(label: string): Promise<void>;
  fill(label: string, text: string): Promise<void>;
  pay(): Promise<void>;
  /** Waits for this text. */
  sees(text: string | RegExp): Promise<void>;
  seesPaid(withinMs?: number): Promise<void>;
  /** Follows the shop's link to the order page and waits until the shop's server has received the event. */
  seesOrderPaid(withinMs?: number): Promise<void>;
  /** Takes screenshots where `SCREENSHOTS=1`. */
  show(name: string): Promise<void>;
  close(): Promise<void>;
}

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
/** Far more than it takes, for busy machines. */
const USUALLY_MS = 30_000;
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36';

export async function openCustomer(browser: Browser, device: 'desktop' | 'phone' = 'desktop'): Promise<Customer> {
  const context: BrowserContext = await browser.newContext({
    locale: 'id-ID',
    ...(device === 'phone' ? { ...PHONE, userAgent: ANDROID } : { viewport: { width: 1280, height: 900 } }),
  });
  const page = await context.newPage();
  const errors = watch(page);
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
      assert.deepEqual(errors, [], 'errors in the browser');
    },
  };
  return customer;
}

/** Collects script errors and violations of the content security policy. */
function watch(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // Expected: a server that is down on purpose, its closed event stream, a frame that must not navigate the top window.
    if (
      message.type() === 'error' &&
      !/net::ERR_|Failed to load resource|Unsafe attempt to initiate navigation/.test(message.text())
    ) {
      errors.push(message.text());
    }
  });
  return errors;
}
