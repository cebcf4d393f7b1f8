import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

test('an order in Philippine pesos, in English, is paid with QR Ph', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await page.goto(`${fixture.demo.shopUrl}/?lang=en`);
    await page.getByText('Developer options').click();
    await page.getByLabel('Country and price list').selectOption('PH');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'Add to cart: Gayo coffee 250 g' }).click();
    await page.getByText('₱345.00').first().waitFor();
    await page.getByRole('button', { name: 'Continue to payment' }).click();
    await customer.choose('QR Ph');
    await customer.show('english');
    await customer.pay();
    await page.locator('[part="qr"] svg').waitFor();
    await fixture.press('pay');
    await page.getByRole('heading', { name: 'Payment successful' }).waitFor();
    await page.getByRole('link', { name: 'See the order' }).click();
    await page.locator('#order[data-status="paid"]').waitFor();
  }));
