import type { Page } from 'playwright-core';

/** On the provider's page: enters a card with 3-D Secure, and its password. */
export async function typeCard(page: Page): Promise<void> {
  await page.getByLabel('Card number').fill('4000000000002503');
  await page.getByLabel('Expiry').fill('12/30');
  await page.getByLabel('CVN').fill('123');
  await page.getByLabel('Name on card').fill('Sari Wulandari');
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await page.getByLabel('One-time password').fill('123456');
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
}
