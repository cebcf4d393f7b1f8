import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsqr from 'jsqr';
import type { Page } from 'playwright-core';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

test('QRIS: what is drawn can be read by a scanner, and paying it turns the screen to paid', () =>
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

/** What a phone's camera would make of the picture on the screen. */
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
