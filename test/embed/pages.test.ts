import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Request } from 'playwright-core';
import { build } from 'vite';
import { useDemo } from '../e2e/support/demo-fixture.ts';
import { addressOf, payOnPage } from './support/pay-on-page.ts';
import { servePages } from './support/serve-pages.ts';

/* The other frameworks, which are not dependencies of this repository: `npm run test:embed`. */

const pages = await servePages();
const fixture = useDemo({ KASIR_ALLOWED_ORIGINS: pages.origin });
const built = mkdtempSync(join(tmpdir(), 'kasir-embed-'));
after(() => {
  pages.close();
  rmSync(built, { recursive: true, force: true });
});

const sourceOf = (app: string): string => fileURLToPath(new URL(`apps/${app}`, import.meta.url));

async function address(): Promise<string> {
  const { clientToken } = await fixture.demo.order();
  return addressOf(pages.origin, fixture.demo.bffUrl, clientToken);
}

/** `mode`: with `development`, React checks more and runs every effect twice. */
async function bundle(app: string, mode: 'development' | 'production'): Promise<void> {
  const outDir = join(built, app);
  await build({
    root: sourceOf(app),
    configFile: false,
    logLevel: 'error',
    base: './',
    mode,
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    build: { outDir, minify: mode === 'production' },
  });
  pages.show(outDir);
}

test('a page with the script tag', async () => {
  pages.show(sourceOf('script-tag'));
  await fixture.asCustomer(async (customer) => payOnPage(customer, await address(), fixture.press));
});

test('a page that swaps its body while the customer pays, as Turbo and htmx do', async () => {
  pages.show(sourceOf('swapped-body'));
  await fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await payOnPage(customer, await address(), fixture.press, async () => {
      await page.getByRole('link', { name: 'Pay here' }).click();
      await page.locator('html[data-swaps="1"]').waitFor({ state: 'attached' });
    });
  });
});

test('a page bundled by Vite', async () => {
  await bundle('vite', 'production');
  await fixture.asCustomer(async (customer) => payOnPage(customer, await address(), fixture.press));
});

test('React 19 in strict mode: events are props, and nothing is requested twice', async () => {
  await bundle('react', 'development');
  await fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const sent: string[] = [];
    const keep = (request: Request): void => {
      const { pathname } = new URL(request.url());
      if (request.method() !== 'OPTIONS' && pathname.startsWith('/v1/')) sent.push(pathname);
    };
    page.on('request', keep);
    await payOnPage(customer, await address(), fixture.press, async () => {
      assert.equal(await page.locator('output').innerText(), 'va_bca');
      assert.deepEqual(
        sent.filter((path) => path === '/v1/session/payments'),
        ['/v1/session/payments'],
      );
      assert.equal(sent.indexOf('/v1/session'), 0);
      assert.ok(
        sent.indexOf('/v1/session', 1) < 0 || sent.indexOf('/v1/session', 1) > sent.indexOf('/v1/session/payments'),
      );
      assert.ok(sent.filter((path) => path === '/v1/session/events').length <= 1, sent.join(' '));
    });
    page.off('request', keep);
  });
});
