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
  expiresAt: 86_400_000,
  usesSavedMethod: false,
  country: 'ID',
};

const gateway = (): Gateway => ({
  create: () => Promise.resolve([]),
  inquire: () => Promise.resolve([]),
  verify: () => undefined,
  read: () => ({ reports: [] }),
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
const providersOf = (offers: readonly Offer[]): string[] => offers.map(({ provider }) => provider);
const routes = (...entries: [ChannelCode, string[]][]): Map<ChannelCode, string[]> => new Map(entries);

test('offers are in the merchant’s order of providers', () => {
  const providerRouter = createProviderRouter({ providers: [south, north], routes: routes() });
  assert.deepEqual(providersOf(providerRouter.offers('va_bca', 'ID', 'IDR')), ['south', 'north']);
  assert.deepEqual(providersOf(providerRouter.offers('qris', 'ID', 'IDR')), ['south', 'north']);
  const turned = createProviderRouter({ providers: [north, south], routes: routes() });
  assert.deepEqual(providersOf(turned.offers('qris', 'ID', 'IDR')), ['north', 'south']);
});

test('a route sets the providers and their order for its channel, and for no other', () => {
  const providerRouter = createProviderRouter({
    providers: [north, south],
    routes: routes(['qris', ['south', 'north']], ['va_bca', ['south']]),
  });
  assert.deepEqual(providersOf(providerRouter.offers('qris', 'ID', 'IDR')), ['south', 'north']);
  assert.deepEqual(providersOf(providerRouter.offers('va_bca', 'ID', 'IDR')), ['south']);
  assert.deepEqual(providersOf(providerRouter.offers('va_bni', 'ID', 'IDR')), ['south']);
});

test('a route to a provider that does not offer the channel leaves no offers', () => {
  const providerRouter = createProviderRouter({ providers: [north, south], routes: routes(['va_bni', ['north']]) });
  assert.deepEqual(providerRouter.offers('va_bni', 'ID', 'IDR'), []);
  assert.equal(providerRouter.channels('ID', 'IDR').includes('va_bni'), false);
});

test('a channel with an empty route has no offers, and the offer of an older payment is still found', () => {
  const providerRouter = createProviderRouter({ providers: [north, south], routes: routes(['qris', []]) });
  assert.equal(providerRouter.channels('ID', 'IDR').includes('qris'), false);
  assert.equal(providerRouter.offerOf({ provider: 'south', channel: 'qris' }, 'ID', 'IDR')?.channel, 'qris');
});

test('a route to a provider that is not configured throws', () => {
  assert.throws(
    () => createProviderRouter({ providers: [north], routes: routes(['qris', ['north', 'west']]) }),
    /qris names west/,
  );
});

test('offers are selected by country and currency', () => {
  const providerRouter = createProviderRouter({ providers: [north, south], routes: routes() });
  assert.deepEqual(providersOf(providerRouter.offers('card', 'PH', 'PHP')), ['north']);
  for (const [country, currency] of [
    ['ID', 'IDR'],
    ['PH', 'IDR'],
    ['ID', 'PHP'],
  ] as const) {
    assert.deepEqual(providerRouter.offers('card', country, currency), []);
  }
});

test('each channel is listed once, in the order of the catalogue', () => {
  const providerRouter = createProviderRouter({ providers: [south, north], routes: routes() });
  assert.deepEqual(providerRouter.channels('ID', 'IDR'), ['qris', 'va_bca', 'va_bni']);
  assert.deepEqual(providerRouter.channels('PH', 'PHP'), ['card']);
  assert.deepEqual(providerRouter.channels('SG', 'SGD'), []);
});

test('the offer of a payment is found, also after a route excluded its channel', () => {
  const providerRouter = createProviderRouter({ providers: [north, south], routes: routes(['va_bca', ['south']]) });
  assert.equal(providerRouter.offerOf({ provider: 'north', channel: 'va_bca' }, 'ID', 'IDR')?.provider, 'north');
  assert.equal(providerRouter.offerOf({ provider: 'south', channel: 'va_bca' }, 'ID', 'IDR')?.provider, 'south');
  assert.equal(providerRouter.offerOf({ provider: 'north', channel: 'va_bni' }, 'ID', 'IDR'), undefined);
  assert.equal(providerRouter.offerOf({ provider: 'west', channel: 'va_bca' }, 'ID', 'IDR'), undefined);
});

test('gateways are found by provider; one that is not configured answers nothing (D13)', async () => {
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

test('without providers there are no offers', () => {
  const providerRouter = createProviderRouter({ providers: [], routes: routes() });
  assert.deepEqual(providerRouter.channels('ID', 'IDR'), []);
});
