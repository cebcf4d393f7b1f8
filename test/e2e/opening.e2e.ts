import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { logRequests, type PageRequest } from '../bench/opening/request-log.ts';
import { useDemo } from './support/demo-fixture.ts';

/* What a page with the element needs before its list is there, and that nothing moves: on an origin of its own. */

let html = '';
const shop = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html)).listen(
  0,
  '127.0.0.1',
);
await once(shop, 'listening');
const origin = `http://localhost:${(shop.address() as AddressInfo).port}`;
after(() => {
  shop.close();
  shop.closeAllConnections();
});
const fixture = useDemo({ KASIR_ALLOWED_ORIGINS: origin });

const LANGUAGE_MS = 500;

/** `session`: what a shop gets with `expand: ["session"]`. */
async function writePage(passesSession: boolean, language: 'id' | 'en'): Promise<void> {
  const { bffUrl } = fixture.demo;
  const { clientToken } = await fixture.demo.order();
  const session = await fetch(`${bffUrl}/v1/session`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ token: clientToken }),
  });
  assert.equal(session.status, 200);
  const json = (await session.text()).replaceAll('<', String.raw`\u003c`);
  html = `<!doctype html><html lang="${language}"><meta name="viewport" content="width=device-width"><title>Bayar</title>
    <script type="module" src="${bffUrl}/kasir.js"></script>
    <style>body { margin: 0 } kasir-checkout { display: block; min-block-size: 100svh }</style>
    <kasir-checkout bff="${bffUrl}" token="${clientToken}">${
      passesSession ? `<script type="application/json">${json}</script>` : ''
    }</kasir-checkout><footer>Pertanyaan? Tulis kepada kami.</footer></html>`;
}

interface Notes {
  /** Milliseconds since the navigation; 0: not yet. */
  readonly listedAt: number;
  /** `0.008 bar{…}{…}`: its class, where it was and where it is */
  readonly shifts: string[];
}

/** Runs in the page before its scripts: fills in {@link Notes}. */
const TAKE_NOTES = `
  globalThis.notes = { listedAt: 0, shifts: [] };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    new MutationObserver(() => {
      if (root.querySelector('[part~="channel"]')) notes.listedAt ||= performance.now();
    }).observe(root, { childList: true, subtree: true });
    return root;
  };
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput)
        notes.shifts.push([value, ...sources.map(({ node, previousRect: p, currentRect: c }) => node?.className + JSON.stringify([p, c]))].join(' '));
  }).observe({ type: 'layout-shift', buffered: true });
`;

interface Opening {
  /** Sent before the list was in the page, beside the page itself. */
  readonly before: readonly PageRequest[];
  readonly preflights: readonly PageRequest[];
  readonly shifts: readonly string[];
}

async function opening(page: Page): Promise<Opening> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Performance.enable');
  await page.addInitScript(TAKE_NOTES);
  const requests = logRequests(cdp);
  // As on a slow network: time enough for what should not be sent yet.
  await page.route(/\/chunks\/list-/, async (route) => {
    await sleep(LANGUAGE_MS);
    await route.continue();
  });
  await page.goto(origin);
  // The marks are the last that the list gets.
  await page.locator('kasir-checkout svg.tile').first().waitFor();
  await page.waitForLoadState('networkidle');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const start = metrics.find(({ name }) => name === 'NavigationStart')?.value ?? Number.NaN;
  const { listedAt, shifts } = await page.evaluate<Notes>('notes');
  const all = requests().filter(({ type }) => type !== 'Document');
  return {
    before: all.filter(({ sentAt }) => (sentAt - start) * 1_000 < listedAt),
    preflights: all.filter(({ type }) => type === 'Preflight'),
    shifts,
  };
}

/** `/kasir.js`, `/v1/session`; of a chunk its name. */
const paths = (requests: readonly PageRequest[]): string[] =>
  requests.map(({ url }) => new URL(url).pathname.replace(/^\/chunks\/(.+)-\w{10}\.js$/, '$1'));

for (const width of [390, 1280])
  describe(`a page opens, ${width} pixels wide`, () => {
    for (const language of ['id', 'en'] as const)
      for (const passesSession of [false, true])
        test(`in "${language}" with ${passesSession ? 'the session, and requests no data' : 'a token'}`, () =>
          fixture.asCustomer(async ({ page }) => {
            await page.setViewportSize({ width, height: 844 });
            await writePage(passesSession, language);
            const { before, preflights, shifts } = await opening(page);
            const wanted = [
              '/kasir.js',
              ...(language === 'id' ? [] : ['list-en']),
              ...(passesSession ? [] : ['/v1/session']),
            ];
            // What checks the answer and runs the checkout comes once the list is there.
            assert.deepEqual(paths(before).toSorted(), wanted.toSorted());
            assert.deepEqual(preflights, []);
            assert.deepEqual(shifts, [], 'nothing moves');
          }));
  });
