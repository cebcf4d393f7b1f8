import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsqr from 'jsqr';
import type { Page } from 'playwright-core';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

test('QRIS: a scanner can read the code, and the page shows it paid', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('QRIS');
    await customer.pay();
    await page.locator('[part="qr"] svg').waitFor();
    await customer.show('qr');

    const payload = await scan(page);
    assert.match(payload, /^000201.*ID\.CO\.QRIS.*5303360.*6304[0-9A-F]{4}$/);
    await fixture.press('pay', payload);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));

/** The text of the QR code in a screenshot, as a phone's camera reads it. */
async function scan(page: Page): Promise<string> {
  const picture = await page.locator('[part="qr"]').screenshot();
  const { data, width, height } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { data: [...pixels.data], width: pixels.width, height: pixels.height };
  }, picture.toString('base64'));
  const found = jsqr.default(Uint8ClampedArray.from(data), width, height);
  assert.ok(found, 'no QR code was found in the picture');
  return found.data;
}
