import type { Locator } from 'playwright-core';

/**
 * Presses the label of a radio button, as a person does, and waits until it is selected. A press counts only where
 * nothing lies over the label, which a forced press of the button itself would not notice.
 */
export async function selectRadio(radio: Locator): Promise<void> {
  await radio.locator('xpath=..').click();
  await radio.and(radio.page().locator(':checked')).waitFor();
}
