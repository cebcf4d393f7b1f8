import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness, nameOf } from './support/checkout-harness.ts';
import { decodeQr } from './support/decode-qr.ts';
import { downloadOf } from './support/download-of.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { code128 } from '../../widget/ui/code128.ts';
import { setViewport } from './support/page.ts';
import { stubNavigator } from './support/stub-navigator.ts';
import { aCheckout, aPayment, INSTRUCTIONS, iso, START } from '../../widget/testing/samples.ts';
import { LANGUAGES } from '../../shared/language.ts';

type Payment = Parameters<typeof aPayment>[0];

const DAY = 24 * 3_600_000;
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1';
const IN_INSTAGRAM =
  'Mozilla/5.0 (Linux; Android 13; SM-A546E; wv) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Instagram 312.0.0.34.111 Android';

const show = (change: Payment, attributes: Record<string, string> = {}) => {
  const bff = new FakeBff();
  bff.payment = aPayment({ expiresAt: iso(START + DAY), ...change });
  return CheckoutHarness.mount({ bff, attributes });
};

const QRIS: Payment = { channel: 'qris', instruction: INSTRUCTIONS.qr };
const STORE: Payment = { channel: 'retail_alfamart', instruction: INSTRUCTIONS.retail_code };

/** What was handed to the share sheet. */
function watchSharing(refusal?: Error) {
  const shared: ShareData[] = [];
  const share = (data: ShareData) => {
    shared.push(data);
    return refusal ? Promise.reject(refusal) : Promise.resolve();
  };
  return { members: { share, canShare: () => true }, shared };
}

describe('beside copying, a number or code', () => {
  let undo = () => {};
  const stub = (members: Readonly<Record<string, unknown>>) => {
    undo = stubNavigator(members);
  };
  afterEach(() => {
    undo();
    undo = () => {};
    CheckoutHarness.cleanUp();
  });

  const outcome = async (page: CheckoutHarness, text: string) => {
    await page.until(() => page.part('instruction').textContent?.includes(text) === true, `"${text}" on the screen`);
    equal(page.announcement, text);
  };

  it('is shared as a message: number, amount and deadline, and no address', async () => {
    const { members, shared } = watchSharing();
    stub(members);
    const page = await show({});
    await page.press('Share');
    await outcome(page, 'Shared.');
    const [data] = shared;
    equal(data?.title, 'BCA Virtual Account');
    match(data?.text ?? '', /\nVirtual account number: 381659999612345678\n/);
    match(data?.text ?? '', /\nAmount: Rp\s149\.000\nPay before: .*23 Nov.*/);
    ok(!/https?:/.test(JSON.stringify(data)));
  });

  it('is shared as a picture where it is a QR code', async () => {
    const { members, shared } = watchSharing();
    stub(members);
    const page = await show(QRIS);
    await page.press('Share');
    await outcome(page, 'Shared.');
    const [file] = shared[0]?.files ?? [];
    equal(file?.type, 'image/png');
    equal(await decodeQr(file ?? null), INSTRUCTIONS.qr.payload);
    match(shared[0]?.text ?? '', /Amount: Rp\s149\.000/);
  });

  it('says so when sharing is canceled or refused', async () => {
    for (const [name, text] of [
      ['AbortError', 'Nothing was shared or saved.'],
      ['NotAllowedError', 'That did not work. Try again, or take a screenshot.'],
    ] as const) {
      stub(watchSharing(new DOMException('', name)).members);
      const page = await show({});
      await page.press('Share');
      await outcome(page, text);
      undo();
      CheckoutHarness.cleanUp();
    }
  });

  it('is not offered for sharing where the browser cannot', async () => {
    stub({ share: undefined });
    deepEqual((await show({})).buttons.slice(-5, -2), ['Save as image', 'Print', 'Add the deadline to your calendar']);
    CheckoutHarness.cleanUp();
    undo();
    stub({ share: () => Promise.resolve(), canShare: () => false });
    ok((await show({})).buttons.includes('Share'));
    CheckoutHarness.cleanUp();
    ok(!(await show(QRIS)).buttons.includes('Share'), 'a QR code is no use without its picture');
  });

  it('is saved as a picture with order, channel, number, amount and deadline', async () => {
    const { texts, restore } = watchTexts();
    try {
      const page = await show({});
      const { name, file } = await downloadOf(() => page.press('Save as image'));
      equal(name, `BCA-Virtual-Account-${page.bff.payment?.id}.png`);
      await outcome(page, 'Image saved.');
      const { width, height } = await createImageBitmap(file);
      equal(width, 1_080);
      ok(height > 600 && height < 2_000, `${height} px`);
      const drawn = texts.map(({ text }) => text).join('|');
      match(
        drawn,
        /^Kopi Gayo 250 g dan dripper\|BCA Virtual Account\|Virtual account number\|3816 5999 9612 3456 78\|Account name\|TOKO KASIR\|Amount\|Rp\s149\.000\|Pay before\|/,
      );
      for (const { px, text } of texts) ok(px >= 36, `${text} at a third of ${px} px`);
    } finally {
      restore();
    }
  });

  it('is not saved as an empty picture where the browser has no memory to draw one', async () => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = () => null;
    try {
      const page = await show({});
      await page.press('Save as image');
      await outcome(page, 'That did not work. Try again, or take a screenshot.');
    } finally {
      HTMLCanvasElement.prototype.getContext = getContext;
    }
  });

  it('names a long order without cutting a character in two', async () => {
    const { members, shared } = watchSharing();
    stub(members);
    const bff = new FakeBff();
    bff.checkout = aCheckout({ description: `${'a'.repeat(119)}🛒 and more` });
    bff.payment = aPayment({ expiresAt: iso(START + DAY) });
    const page = await CheckoutHarness.mount({ bff });
    await page.press('Share');
    await outcome(page, 'Shared.');
    equal(shared[0]?.text?.split('\n', 1)[0], `${'a'.repeat(119)}…`);
  });

  it('is saved with a QR code that scanners read', async () => {
    const page = await show(QRIS);
    const { file } = await downloadOf(() => page.press('Save as image'));
    equal(await decodeQr(file), INSTRUCTIONS.qr.payload);
  });

  it('is saved with the barcode', async () => {
    const page = await show(STORE);
    const { file } = await downloadOf(() => page.press('Save as image'));
    const bars = code128(INSTRUCTIONS.retail_code.code);
    deepEqual(await barsOf(file, bars?.length ?? 0), bars);
  });

  it('is saved by the share sheet on an iPhone, which alone reaches the gallery', async () => {
    const { members, shared } = watchSharing();
    stub({ ...members, userAgent: IPHONE });
    const page = await show(QRIS);
    await page.press('Save as image');
    await outcome(page, 'Image saved.');
    deepEqual(Object.keys(shared[0] ?? {}), ['files']);
  });

  it('inside an app, which saves no files: says what to do instead', async () => {
    stub({ userAgent: IN_INSTAGRAM });
    const page = await show({});
    for (const name of ['Save as image', 'Print', 'Add the deadline to your calendar']) {
      await page.press(name);
      await outcome(page, 'The browser inside this app cannot do that. Take a screenshot instead.');
    }
  });

  it('has its deadline put into the calendar, unless it is a matter of minutes', async () => {
    const page = await show({});
    const { name, file } = await downloadOf(() => page.press('Add the deadline to your calendar'));
    match(name, /\.ics$/);
    equal(file.type, 'text/calendar;charset=utf-8');
    const text = (await file.text()).replaceAll('\r\n ', '');
    match(text, /\r\nDTSTART:20261123T130000Z\r\n/);
    match(text, /\r\nSUMMARY:Pay Rp\s149\.000\\, BCA Virtual Account\r\n/);
    match(text, /Virtual account number: 381659999612345678\\n/);
    await outcome(page, 'Calendar file saved. Open it to add the deadline.');
    CheckoutHarness.cleanUp();
    ok(!(await show({ expiresAt: iso(START + 15 * 60_000) })).buttons.includes('Add the deadline to your calendar'));
  });

  it('is printed alone: the rest of the page is hidden until it is on paper', async () => {
    const page = await show({});
    const sheets = () => document.adoptedStyleSheets.length + (page.element.shadowRoot?.adoptedStyleSheets.length ?? 0);
    const before = sheets();
    const printed: { marked: boolean; sheets: number }[] = [];
    const { print } = window;
    window.print = () => printed.push({ marked: page.element.matches('[data-kasir-print]'), sheets: sheets() });
    try {
      await page.press('Print');
      await page.until(() => printed.length === 1, 'the printer');
    } finally {
      window.print = print;
    }
    deepEqual(printed, [{ marked: true, sheets: before + 2 }]);
    window.dispatchEvent(new Event('afterprint'));
    equal(sheets(), before);
    ok(!page.element.matches('[data-kasir-print]'));
  });

  it('has all that in a row that never pushes the number down, on a phone and at 400 % zoom, in every language', async () => {
    stub(watchSharing().members);
    try {
      for (const [locale, viewport] of LANGUAGES.flatMap((one) => [390, 320].map((size) => [one, size] as const))) {
        await setViewport(viewport, 640);
        for (const payment of [{}, QRIS, STORE]) {
          const page = await show(payment, { locale });
          const tools = [...(page.element.shadowRoot?.querySelectorAll('.tool') ?? [])];
          equal(tools.length, 4, locale);
          const shown = page.part(payment === QRIS ? 'qr' : 'payment-code').getBoundingClientRect();
          for (const tool of tools) {
            const { top, right, height, width } = tool.getBoundingClientRect();
            ok(top >= shown.bottom, 'below the number');
            ok(right <= viewport && height >= 44 && width >= 44, `${locale}: ${width} × ${height} at ${right}`);
            const label = tool.querySelector('span');
            ok((label?.offsetHeight ?? 99) < 24, `${locale}: ${label?.textContent} is in two lines at ${viewport} px`);
            match(
              nameOf(tool).toLowerCase(),
              new RegExp(label?.textContent?.toLowerCase() ?? '^$'),
              'what is said is seen',
            );
          }
          equal(document.documentElement.scrollWidth, viewport, `${locale}: overflow`);
          CheckoutHarness.cleanUp();
        }
      }
    } finally {
      await setViewport(800, 600);
    }
  });
});

/** Every text that is drawn, with its size. */
function watchTexts() {
  const texts: { text: string; px: number }[] = [];
  const { prototype } = CanvasRenderingContext2D;
  const { fillText } = prototype;
  prototype.fillText = function (text, ...rest) {
    texts.push({ text, px: Number(/(\d+)px/.exec(this.font)?.[1]) });
    fillText.call(this, text, ...rest);
  };
  return {
    texts,
    restore: () => {
      prototype.fillText = fillText;
    },
  };
}

/** The widths of the bars and spaces in a picture, in modules, from the first line with so many of them. */
async function barsOf(image: Blob, count: number): Promise<readonly number[]> {
  const bitmap = await createImageBitmap(image);
  const paper = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!paper) throw new Error('no canvas');
  paper.drawImage(bitmap, 0, 0);
  const { data, width, height } = paper.getImageData(0, 0, bitmap.width, bitmap.height);
  for (let y = 0; y < height; y += 20) {
    const runs: number[] = [];
    let dark: boolean | undefined;
    for (let x = 0; x < width; x += 1) {
      const isDark = (data[4 * (y * width + x)] ?? 255) < 128;
      if (isDark === dark) runs.push((runs.pop() ?? 0) + 1);
      else runs.push(1);
      dark = isDark;
    }
    const inner = runs.slice(1, -1);
    const module = Math.min(...inner);
    if (inner.length === count && inner.every((run) => run % module === 0)) return inner.map((run) => run / module);
  }
  return [];
}
