import assert from 'node:assert/strict';
import type { Customer } from './customer.ts';
import type { DemoFixture } from './demo-fixture.ts';
import { readPaymentCode } from './payment-code.ts';

/** Goes on to a number or code in this `format`, which is shown, and paid at its bank or store. */
export async function payByNumber(
  fixture: DemoFixture,
  customer: Customer,
  { format, screenshot }: { readonly format: RegExp; readonly screenshot: string },
): Promise<void> {
  await customer.pay();
  const code = await readPaymentCode(customer.page);
  assert.match(code, format);
  await customer.show(screenshot);
  await fixture.press('pay', code);
  await customer.seesPaid();
  await customer.seesOrderPaid();
}

/** Goes on to a QR code, which is shown, scanned and paid. */
export async function payByQr(fixture: DemoFixture, customer: Customer, screenshot?: string): Promise<void> {
  await customer.pay();
  await customer.page.locator('[part="qr"] svg').waitFor();
  if (screenshot !== undefined) await customer.show(screenshot);
  await fixture.press('pay');
  await customer.seesPaid();
  await customer.seesOrderPaid();
}
