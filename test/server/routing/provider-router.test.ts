import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChannelCode } from '../../../shared/channel.ts';
import { createProviderRouter } from '../../../server/routing/provider-router.ts';
import { OutcomeUnknown, type Gateway, type Offer, type PaymentRef } from '../../../server/payments/ports/ports.ts';
import { anOffer } from '../../support/an-offer.ts';

const REF: PaymentRef = {
  merchantReference: 'pay01',
  channel: 'va_bca',
  money: { amount: 150_000, currency: 'IDR' },
  providerReferences: {},
  createdAt: 0,
  country: 'ID',
};

const gateway = (): Gateway => ({
  create: () => Promise.resolve([]),
  inquire: () => Promise.resolve([]),
  verify: () => undefined,
  read: () => ({ dedupeKey: '', reports: [] }),
});

const north = {
  provider: {
    id: 'north',
    offers: [
      anOffer('north', 'va_bca'),
      anOffer('north', 'qris'),
      anOffer('north', 'card', { country: 'PH', currency: 'PHP' }),
    ],
  },
  gateway: gateway(),
};
const south = {
  provider: { id: 'south', offers: [anOffer('south', 'qris'), anOffer('south', 'va_bca'), anOffer('south', 'va_bni')] },
  gateway: gateway(),
};
const sellers = (offers: readonly Offer[]): string[] => offers.map(({ provider }) => provider);
const routes = (...entries: [ChannelCode, string[]][]): Map<ChannelCode, string[]> => new Map(entries);

test('sellers come in the merchant’s order, whatever the order of their tables', () => {
  const providerRouter = createProviderRouter({ providers: [south, north], routes: routes() });
  assert.deepEqual(sellers(providerRouter.offers('va_bca', 'ID', 'IDR')), ['south', 'north']);
  assert.deepEqual(sellers(providerRouter.offers('qris', 'ID', 'IDR')), ['south', 'north']);
  const turned = createProviderRouter({ providers: [north, south], routes: routes() });
  assert.deepEqual(sellers(turned.offers('qris', 'ID', 'IDR')), ['north', 'south']);
});

test('a route sets order and sellers of its channel, and of no other', () => {
  const providerRouter = createProviderRouter({
    providers: [north, south],
    routes: routes(['qris', ['south', 'north']], ['va_bca', ['south']]),
  });
  assert.deepEqual(sellers(providerRouter.offers('qris', 'ID', 'IDR')), ['south', 'north']);
  assert.deepEqual(sellers(providerRouter.offers('va_bca', 'ID', 'IDR')), ['south']);
  assert.deepEqual(sellers(providerRouter.offers('va_bni', 'ID', 'IDR')), ['south']);
});

test('a route to somebody who does not sell the channel leaves nobody', () => {
  const providerRouter = createProviderRouter({ providers: [north, south], routes: routes(['va_bni', ['north']]) });
  assert.deepEqual(providerRouter.offers('va_bni', 'ID', 'IDR'), []);
  assert.equal(providerRouter.channels('ID', 'IDR').includes('va_bni'), false);
});

test('a channel whose route is nobody is not for sale, and what was sold of it is still known', () => {
  const providerRouter = createProviderRouter({ providers: [north, south], routes: routes(['qris', []]) });
  assert.equal(providerRouter.channels('ID', 'IDR').includes('qris'), false);
  assert.equal(providerRouter.offerOf({ provider: 'south', channel: 'qris' }, 'ID', 'IDR')?.channel, 'qris');
});

test('a route to somebody who is not there is a fault at once', () => {
  assert.throws(
    () => createProviderRouter({ providers: [north], routes: routes(['qris', ['north', 'west']]) }),
    /qris names west/,
  );
});

test('country and currency decide together', () => {
  const providerRouter = createProviderRouter({ providers: [north, south], routes: routes() });
  assert.deepEqual(sellers(providerRouter.offers('card', 'PH', 'PHP')), ['north']);
  for (const [country, currency] of [
    ['ID', 'IDR'],
    ['PH', 'IDR'],
    ['ID', 'PHP'],
  ] as const) {
    assert.deepEqual(providerRouter.offers('card', country, currency), []);
  }
});

test('channels come once each, in the catalogue’s order', () => {
  const providerRouter = createProviderRouter({ providers: [south, north], routes: routes() });
  assert.deepEqual(providerRouter.channels('ID', 'IDR'), ['qris', 'va_bca', 'va_bni']);
  assert.deepEqual(providerRouter.channels('PH', 'PHP'), ['card']);
  assert.deepEqual(providerRouter.channels('SG', 'SGD'), []);
});

test('a payment’s own offer is found, also after a route took its channel away', () => {
  const providerRouter = createProviderRouter({ providers: [north, south], routes: routes(['va_bca', ['south']]) });
  assert.equal(providerRouter.offerOf({ provider: 'north', channel: 'va_bca' }, 'ID', 'IDR')?.provider, 'north');
  assert.equal(providerRouter.offerOf({ provider: 'south', channel: 'va_bca' }, 'ID', 'IDR')?.provider, 'south');
  assert.equal(providerRouter.offerOf({ provider: 'north', channel: 'va_bni' }, 'ID', 'IDR'), undefined);
  assert.equal(providerRouter.offerOf({ provider: 'west', channel: 'va_bca' }, 'ID', 'IDR'), undefined);
});

test('gateways by id; one that is not configured is silent (D13)', async () => {
  const providerRouter = createProviderRouter({ providers: [north, south], routes: routes() });
  assert.equal(providerRouter.gateway('south'), south.gateway);
  assert.deepEqual([providerRouter.isConfigured('south'), providerRouter.isConfigured('west')], [true, false]);
  for (const nobody of ['west', 'constructor']) {
    const silent = providerRouter.gateway(nobody);
    await assert.rejects(() => silent.inquire(REF, new AbortController().signal), OutcomeUnknown);
    assert.equal(silent.verify({ body: Buffer.alloc(0), headers: {}, contentType: '' }), undefined);
    assert.equal(silent.cancel, undefined);
  }
});

test('nobody configured sells nothing', () => {
  const providerRouter = createProviderRouter({ providers: [], routes: routes() });
  assert.deepEqual(providerRouter.channels('ID', 'IDR'), []);
});
