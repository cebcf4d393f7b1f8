import type { Page } from 'playwright-core';

/** The number or code that the customer is to pay, as one types it. */
export const readPaymentCode = async (page: Page): Promise<string> =>
  (await page.locator('[part="payment-code"]').innerText()).replaceAll(/\s/g, '');
