import type { Browser } from 'playwright-core';

/** Presses a button on the simulators' page of the demo, at the payment with this code, or at the newest one. */
export async function pressAtSimulators(
  browser: Browser,
  bffUrl: string,
  button: string,
  code?: string,
): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${bffUrl}/simulators`);
    const payments = page.locator('fieldset');
    const payment = code === undefined ? payments.first() : payments.filter({ hasText: code });
    await payment.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('status').waitFor();
  } finally {
    await context.close();
  }
}
