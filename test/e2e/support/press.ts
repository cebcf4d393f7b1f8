import type { Page } from 'playwright-core';

/** On a page that is not the widget's: the provider's, or the shop's back room. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
