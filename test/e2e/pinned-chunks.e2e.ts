import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

type ImportMap = { integrity: Record<string, string> };

/** The shop's page with an import map in it. */
async function withMap(page: Page, url: string, map: ImportMap): Promise<void> {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    const tag = `<script type="importmap">${JSON.stringify(map)}</script>`;
    await route.fulfill({ response, headers, body: (await response.text()).replace('<head>', `<head>${tag}`) });
  });
  await page.context().grantPermissions(['local-network-access']);
  await page.goto(url);
}

const servedMap = async (): Promise<ImportMap> => {
  const answer = await fetch(`${fixture.demo.bffUrl}/kasir.json`);
  return ((await answer.json()) as { importMap: ImportMap }).importMap;
};

test('with the server’s import map every chunk is loaded (S13)', () =>
  fixture.asCustomer(async (customer) => {
    await withMap(customer.page, (await fixture.demo.order()).url, await servedMap());
    await customer.choose('BCA Virtual Account');
    await customer.page.locator('.panel').waitFor();
    await customer.pay();
    await customer.page.locator('[part="payment-code"]').waitFor();
  }));

test('a chunk that is not what the import map says does not run, at no address (S13)', async () => {
  const { integrity } = await servedMap();
  const changed = Object.keys(integrity).find((address) => address.includes('/chunks/payment-flow-'));
  assert.ok(changed);
  await assert.rejects(
    fixture.asCustomer(async (customer) => {
      const { page } = customer;
      await withMap(page, (await fixture.demo.order()).url, {
        integrity: { ...integrity, [changed]: `sha384-${'A'.repeat(64)}` },
      });
      await customer.choose('BCA Virtual Account');
      await page.getByRole('button', { name: 'Muat ulang' }).waitFor();
      assert.equal(await page.locator('.panel').count(), 0);
    }),
    /integrity/,
    'the browser names it in the console',
  );
});
