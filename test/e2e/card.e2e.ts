import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { useStage } from './support/stage.ts';

const stage = useStage();

const typeCard = async (page: Page, number: string): Promise<void> => {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry').fill('12/30');
  await page.getByLabel('CVN').fill('123');
  await page.getByLabel('Name on card').fill('Sari Wulandari');
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
};

test('a card is typed on the provider’s page, confirmed by password, and the shop’s page turns to paid', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await stage.demo.order()).url);
    await customer.choose('Kartu kredit / debit');
    await customer.pay();
    await page.getByRole('button', { name: 'Lanjutkan ke Kartu kredit / debit' }).click();
    await page.waitForURL(`${stage.demo.bffUrl}/simulators/**`);
    await typeCard(page, '4000000000002503');
    await page.getByLabel('One-time password').fill('123456');
    await page.getByRole('button', { name: 'Confirm', exact: true }).click();
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));
