import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sharedBrowser } from './support/shared-browser.ts';
import { aCheckout, CARD_FORM, CARD_IN_INSTALLMENTS, HOUR, iso, aChannel } from '../../widget/testing/samples.ts';
import { openCardFormFixture, type CardFormFixture } from './support/card-form-fixture.ts';
import { PHONE } from './support/customer.ts';
import { keepScreenshots } from './support/screenshots.ts';
import { selectRadio } from './support/select-radio.ts';

/** A number that occurs nowhere by chance, in all its spellings. */
const CANARY = '4929518607423168';
const GROUPED = '4929 5186 0742 3168';
const TRACES = [
  CANARY,
  GROUPED,
  GROUPED.replaceAll(' ', '+'),
  GROUPED.replaceAll(' ', '%20'),
  btoa(CANARY),
  '51860742',
];
const CVV = '739';
const HOLDER = 'Kanari Burung';

let fixture: CardFormFixture;
let browser: Browser;
before(async () => {
  fixture = await openCardFormFixture();
  const now = Date.now();
  fixture.bff.now = now;
  fixture.bff.checkout = aCheckout({ amount: 173_000, expiresAt: iso(now + 24 * HOUR) });
  fixture.bff.instruction = { ...CARD_FORM, action: fixture.payUrl };
  fixture.bff.outcome = { amount: 173_000, expiresAt: iso(now + HOUR / 2) };
  fixture.bff.channels = [
    CARD_IN_INSTALLMENTS,
    aChannel('retail_alfamart', { notice: 'Kasir sedang tutup, buka lagi pukul 01.00 WIB.' }),
    aChannel('va_bca'),
  ];
  browser = await sharedBrowser();
});
after(() => fixture.close());

/** Records all requests, console messages, errors, sockets and workers as text, except the form's own POST. */
function recordOutput(context: BrowserContext): string[] {
  const recorded: string[] = [];
  context.on('request', (request) => {
    const isThePost = request.method() === 'POST' && request.url() === fixture.payUrl;
    const body = isThePost ? '' : (request.postData() ?? '');
    recorded.push([request.method(), request.url(), JSON.stringify(request.headers()), body].join(' '));
  });
  context.on('console', (message) => recorded.push(message.text()));
  context.on('weberror', (error) => recorded.push(String(error.error())));
  context.on('page', (page) => {
    page.on('websocket', (socket) => recorded.push(`websocket ${socket.url()}`));
    page.on('worker', (worker) => recorded.push(`worker ${worker.url()}`));
  });
  return recorded;
}

/** In the page: records the events of the widget that listeners of the shop or of a tracker receive. */
function recordEvents(): void {
  const recorded: string[] = [];
  Object.assign(globalThis, { recordedEvents: recorded });
  const types = [
    ...['beforeinput', 'input', 'change', 'keydown', 'keypress', 'keyup', 'paste', 'copy', 'cut', 'submit', 'formdata'],
    ...[
      'compositionstart',
      'compositionupdate',
      'compositionend',
      'focusin',
      'focusout',
      'click',
      'pointerdown',
      'drop',
    ],
    ...[
      'kasir-ready',
      'kasir-channel',
      'kasir-instruction',
      'kasir-status',
      'kasir-paid',
      'kasir-closed',
      'kasir-error',
      'kasir-redirect',
    ],
    ...['error', 'unhandledrejection', 'message', 'storage', 'securitypolicyviolation', 'pagehide'],
  ];
  for (const type of types)
    addEventListener(type, (event) => {
      const details: unknown[] = [type];
      for (const name of ['data', 'key', 'detail', 'message', 'reason', 'newValue', 'sample'])
        if (name in event) details.push(Reflect.get(event, name));
      recorded.push(JSON.stringify(details));
    });
}

/** In the page: everything that a script can read, except the values of the form's own inputs. */
async function readPage(): Promise<string[]> {
  const found: string[] = [location.href, document.cookie, document.title, JSON.stringify(history.state), window.name];
  for (const storage of [localStorage, sessionStorage])
    for (let index = 0; index < storage.length; index += 1) {
      const key = storage.key(index) ?? '';
      found.push(key, storage.getItem(key) ?? '');
    }
  found.push(JSON.stringify(await indexedDB.databases()));
  found.push(...performance.getEntries().map((entry) => JSON.stringify(entry)));
  const seen = new Set<object>();
  const walk = (value: unknown, depth: number): void => {
    if (typeof value === 'string') found.push(value);
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    if (depth > 12) return;
    if (value instanceof Map || value instanceof Set) for (const entry of value) walk(entry, depth + 1);
    for (const key of Reflect.ownKeys(value)) {
      const own = Object.getOwnPropertyDescriptor(value, key);
      if (own && 'value' in own) walk(own.value, depth + 1);
    }
  };
  const visit = (root: Document | ShadowRoot): void => {
    walk(root, 0);
    for (const element of root.querySelectorAll('*')) {
      for (const { name: attribute, value } of element.attributes) found.push(attribute, value);
      if (element instanceof HTMLInputElement) found.push(element.defaultValue);
      walk(element, 0);
      if (element.shadowRoot) visit(element.shadowRoot);
    }
    found.push(root.textContent ?? '');
  };
  visit(document);
  found.push(String(getSelection()));
  return found;
}

const assertNoTrace = (texts: readonly string[], where: string): void => {
  for (const text of texts)
    for (const trace of [...TRACES, HOLDER]) assert.ok(!text.includes(trace), `${where}: ${text.slice(0, 400)}`);
};

const recordedEvents = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as { recordedEvents?: string[] }).recordedEvents ?? []);

const typeCard = async (page: Page): Promise<void> => {
  await page.getByLabel('Nomor kartu').pressSequentially(CANARY);
  assert.equal(await page.getByLabel('Nomor kartu').inputValue(), GROUPED);
  await page.getByLabel('Masa berlaku').pressSequentially('1230');
  await page.getByLabel('Kode CVV').pressSequentially(CVV);
  await page.getByLabel('Nama di kartu').pressSequentially(HOLDER);
  await page.getByLabel('Email').fill('sari@example.com');
};

test('a typed card number occurs nowhere but in the one POST to the provider', async () => {
  const context = await browser.newContext({ locale: 'id-ID', ...PHONE });
  const recorded = recordOutput(context);
  // tsx wraps functions in this helper, which does not exist in the page.
  await context.addInitScript('globalThis.__name = (value) => value');
  await context.addInitScript(recordEvents);
  const page = await context.newPage();

  await page.goto(fixture.shopUrl);
  const element = page.locator('kasir-checkout');
  await selectRadio(element.getByRole('radio', { name: 'Kartu kredit / debit', exact: true }));
  await element.getByRole('radio', { name: '3 × Rp 57.667 / bulan' }).waitFor();
  await keepScreenshots(page, 'card-installments');
  await element.locator('[part="pay-button"]').click();
  await element.getByRole('heading', { name: 'Isi data kartu' }).waitFor();
  await keepScreenshots(page, 'card-form');
  await element.getByRole('button', { name: 'Bayar Rp 173.000' }).click();
  await element.getByText('Tulis nomor kartu Anda.').waitFor();
  await keepScreenshots(page, 'card-form-faults');
  await typeCard(page);
  await keepScreenshots(page, 'card-form-filled');

  assertNoTrace(await page.evaluate(readPage), 'the page');
  const events = await recordedEvents(page);
  assert.ok(events.length > 5, 'events are recorded');
  assertNoTrace(events, 'an event');
  const keys = events.map((entry) => /^\["(?:key|input|beforeinput)\w*",(.*)\]$/.exec(entry)?.[1] ?? '');
  assert.doesNotMatch(keys.join(''), /\d/, 'no key event has a digit');

  await page.getByLabel('Email').press('Enter');
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  assert.equal(page.url(), fixture.payUrl);
  assert.deepEqual(
    fixture.posts.map((body) => Object.fromEntries(new URLSearchParams(body))),
    [
      {
        ...CARD_FORM.fields,
        cardNo: CANARY,
        cardExp: '3012',
        cardCvv: CVV,
        cardHolder: HOLDER,
        cardEmail: 'sari@example.com',
      },
    ],
  );

  await page.goBack();
  await element.getByRole('heading', { name: 'Isi data kartu' }).waitFor();
  for (const label of ['Nomor kartu', 'Masa berlaku', 'Kode CVV', 'Nama di kartu', 'Email'])
    assert.equal(await page.getByLabel(label).inputValue(), '', `${label} after coming back`);
  assertNoTrace(await page.evaluate(readPage), 'the page, after coming back');
  assertNoTrace(await recordedEvents(page), 'an event, after coming back');
  assertNoTrace([JSON.stringify(await context.cookies()), JSON.stringify(await context.storageState())], 'the profile');
  assertNoTrace(
    fixture.bff.requests.map((request) => JSON.stringify(request)),
    'the BFF',
  );
  assert.ok(recorded.length > 8, 'requests are recorded');
  assertNoTrace(recorded, 'the network or the console');
  assert.deepEqual(
    recorded.filter((line) => /Content Security Policy|TrustedScript|Error/.test(line)),
    [],
  );
  await context.close();
});
