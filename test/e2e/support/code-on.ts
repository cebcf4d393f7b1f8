import type { Page } from 'playwright-core';

/** The number or code that the customer is to pay, as one types it. */
export const codeOn = async (page: Page): Promise<string> =>
  (await page.locator('[part="payment-code"]').innerText()).replaceAll(/\s/g, '');
