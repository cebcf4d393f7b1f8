import type { Page } from 'playwright-core';

/** Presses a button outside the widget, on the provider's page or the shop's admin page. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
