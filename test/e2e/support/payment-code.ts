import type { Page } from 'playwright-core';

/** The virtual account number or code on the screen, without blanks. */
export const readPaymentCode = async (page: Page): Promise<string> =>
  (await page.locator('[part="payment-code"]').innerText()).replaceAll(/\s/g, '');
