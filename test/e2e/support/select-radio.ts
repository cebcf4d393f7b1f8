import type { Locator } from 'playwright-core';

/**
 * Clicks the label of a radio button and waits until it is selected. Unlike a forced click of the button itself this fails
 * if something covers the label.
 */
export async function selectRadio(radio: Locator): Promise<void> {
  await radio.locator('xpath=..').click();
  await radio.and(radio.page().locator(':checked')).waitFor();
}
