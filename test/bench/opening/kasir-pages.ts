import type { Browser } from 'playwright-core';
import * as z from 'zod';
import { LIVE_KEYS } from '../../support/live/server-environment.ts';
import type { Contender } from './contender.ts';
import { METHOD_CODES } from './methods.ts';
import { PHONE } from './phone.ts';
import type { ShopPages } from './shop-pages.ts';

export const WITH_SESSION = 'Kasir, session passed';
export const WITHOUT_SESSION = 'Kasir, session requested';
export const LONG_ORDER = 'Kasir, order with items';

const ROOT = "document.querySelector('kasir-checkout')?.shadowRoot";
const ROWS = `${ROOT}?.querySelectorAll('[part~="channel"]').length ?? 0`;

/** Three pages with our element: with the session of the order, without it, and for an order that has much to show. */
export async function kasirPages(bffOrigin: string, shop: ShopPages, browser: Browser): Promise<readonly Contender[]> {
  const page = async (name: string, passesSession: boolean, more: object = {}): Promise<string> =>
    shop.publish(
      name.replaceAll(/\W+/g, '-'),
      pageOf(bffOrigin, await order(bffOrigin, shop.origin, more), passesSession),
    );
  const wantedRows = await rowsOf(await page('rows', false), browser);
  const contender = (name: string, passesSession: boolean, more?: object): Contender => ({
    name,
    kind: 'ours',
    page: {
      rows: ROWS,
      eighthRow: `${ROOT}.querySelectorAll('[part~="channel"] label')[${Math.min(8, wantedRows) - 1}]`,
      selected: `${ROOT}.querySelector('[part~="channel"][data-selected]') !== null`,
    },
    wantedRows,
    prepare: () => page(name, passesSession, more),
  });
  return [
    contender(WITH_SESSION, true),
    contender(WITHOUT_SESSION, false),
    contender(LONG_ORDER, false, {
      description: 'Batik shirts, for the reunion of the family in Yogyakarta in December',
      items: [
        { name: 'Batik shirt, long sleeves, Mega Mendung', quantity: 2, unitAmount: 60_000 },
        { name: 'Batik scarf', quantity: 1, unitAmount: 30_000 },
      ],
    }),
  ];
}

const orderSchema = z.object({ clientToken: z.string(), session: z.unknown() });
type Order = z.infer<typeof orderSchema>;

let orders = 0;

async function order(bffOrigin: string, shopOrigin: string, more: object): Promise<Order> {
  orders += 1;
  const response = await fetch(`${bffOrigin}/v1/checkouts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${LIVE_KEYS.api}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      reference: `opening-${orders}`,
      amount: 150_000,
      currency: 'IDR',
      returnUrl: `${shopOrigin}/thanks`,
      channels: METHOD_CODES,
      expand: ['session'],
      ...more,
    }),
  });
  if (response.status !== 201) throw new Error(`no order: ${response.status} ${await response.text()}`);
  return orderSchema.parse(await response.json());
}

/** As widget/README.md says that a page is written. */
const pageOf = (bffOrigin: string, { clientToken, session }: Order, passesSession: boolean) => ({
  head: `<script type="module" src="${bffOrigin}/kasir.js"></script>
<style>kasir-checkout { display: block; min-block-size: 100svh }</style>`,
  body: `<kasir-checkout bff="${bffOrigin}" token="${clientToken}">${
    passesSession
      ? `<script type="application/json">${JSON.stringify(session).replaceAll('<', String.raw`\u003c`)}</script>`
      : ''
  }</kasir-checkout>`,
});

/** How many rows the list has for these channels once it is complete: several may stand in one. */
async function rowsOf(url: string, browser: Browser): Promise<number> {
  const context = await browser.newContext(PHONE.context);
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.locator('kasir-checkout [part~="channel"]').first().waitFor();
    return z
      .int()
      .positive()
      .parse(await page.evaluate(ROWS));
  } finally {
    await context.close();
  }
}
