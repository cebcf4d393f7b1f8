import assert from 'node:assert/strict';
import jsqr from 'jsqr';
import type { Page } from 'playwright-core';

/** The text of the QR code in a picture, as a phone reads it. The browser of this `page` unpacks the picture. */
export async function scanQr(page: Page, png: Buffer): Promise<string> {
  const { data, width, height } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { data: [...pixels.data], width: pixels.width, height: pixels.height };
  }, png.toString('base64'));
  const found = jsqr.default(Uint8ClampedArray.from(data), width, height);
  assert.ok(found, 'no QR code was found in the picture');
  return found.data;
}
