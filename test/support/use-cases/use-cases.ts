import assert from 'node:assert/strict';
import { NO_RESPONSE } from '../crashable-server.ts';
import {
  CHECKOUT_TTL_MS,
  createPayment,
  createPayout,
  newCheckout,
  NOTHING_PREPARED,
  openCheckout,
  openPayment,
  OTHER_PAYOUT_KEY,
  paidCheckout,
  payAtProvider,
  PAYOUT_KEY,
  read,
  savedMethod,
  statusOf,
} from './steps.ts';
import type { UseCase } from './use-case.ts';

const PAYOUT_KEYS = { KASIR_PAYOUT_KEYS: `${PAYOUT_KEY},${OTHER_PAYOUT_KEY}` };

/** Everything that changes money or state over HTTP, once each. */
export const USE_CASES: readonly UseCase[] = [
  {
    name: 'a checkout is opened',
    prepare: () => Promise.resolve(NOTHING_PREPARED),
    perform: (server) =>
      server.post('/v1/checkouts', { ...newCheckout(server), expiresAt: '2026-04-01T05:30:00.000Z' }, { key: 'k' }),
    maxMovements: {},
  },
  {
    name: 'a payment is created',
    prepare: (server) => openCheckout(server),
    perform: (server, prepared, { samples }) => createPayment(server, prepared, samples.virtual_account, 'k'),
    // Nobody pays it: in the end it is canceled, by us or by a provider that reports every expiry so.
    maxMovements: { create: 1, cancel: 1 },
  },
  {
    name: 'another channel is chosen',
    prepare: (server, { samples }) => openPayment(server, samples.virtual_account),
    perform: (server, prepared, { samples }) => createPayment(server, prepared, samples.qr, 'k'),
    maxMovements: { create: 2, cancel: 2 },
  },
  {
    name: 'the customer pays and the provider notifies us',
    prepare: (server, { samples }) => openPayment(server, samples.virtual_account),
    async perform(server, { paymentId }, _subject, again) {
      if (!again) await payAtProvider(server, paymentId);
      await server.advance(10_000);
      return NO_RESPONSE;
    },
    maxMovements: { create: 1, charge: 1, cancel: 1 },
    verify: async (server, prepared) => assert.equal(await statusOf(server, prepared), 'succeeded'),
  },
  {
    name: 'the customer cancels',
    prepare: (server, { samples }) => openPayment(server, samples.virtual_account),
    perform: (server, { paymentId, token }) =>
      server.post(`/v1/session/payments/${paymentId}/cancel`, {}, { bearer: token, key: 'k' }),
    maxMovements: { create: 1, cancel: 1 },
    verify: async (server, prepared) => assert.equal(await statusOf(server, prepared), 'canceled'),
  },
  {
    name: 'the shop cancels the checkout',
    prepare: (server, { samples }) => openPayment(server, samples.virtual_account),
    perform: (server, { checkoutId }) => server.post(`/v1/checkouts/${checkoutId}/cancel`, {}, { key: 'k' }),
    maxMovements: { create: 1, cancel: 1 },
    verify: async (server, prepared) => assert.equal(await statusOf(server, prepared), 'canceled'),
  },
  {
    name: 'the checkout expires',
    async prepare(server, { samples }) {
      const prepared = await openPayment(server, samples.virtual_account);
      await server.advance(CHECKOUT_TTL_MS - 60_000);
      return prepared;
    },
    async perform(server) {
      await server.advance(120_000);
      return NO_RESPONSE;
    },
    maxMovements: { create: 1, cancel: 1 },
    verify: async (server, prepared) => assert.equal(await statusOf(server, prepared), 'expired'),
  },
  {
    name: 'a payment is refunded',
    needs: 'refundable',
    prepare: (server, { refundable }) => paidCheckout(server, refundable),
    perform: (server, { paymentId }) =>
      server.post(`/v1/payments/${paymentId}/refunds`, { amount: 40_000 }, { key: 'k' }),
    maxMovements: { create: 1, charge: 1, refund: 1 },
  },
  {
    name: 'an authorized payment is captured',
    needs: 'holdable',
    prepare: (server, { holdable }) => paidCheckout(server, holdable, { capture: 'manual' }),
    perform: (server, { paymentId }) =>
      server.post(`/v1/payments/${paymentId}/capture`, { amount: 100_000 }, { key: 'k' }),
    maxMovements: { create: 2, charge: 1, authorize: 1, capture: 1 },
    verify: async (server, prepared) => assert.equal(await statusOf(server, prepared), 'succeeded'),
  },
  {
    name: 'an authorized payment is voided',
    needs: 'holdable',
    prepare: (server, { holdable }) => paidCheckout(server, holdable, { capture: 'manual' }),
    perform: (server, { paymentId }) => server.post(`/v1/payments/${paymentId}/cancel`, {}, { key: 'k' }),
    maxMovements: { create: 2, authorize: 1, void: 1 },
    verify: async (server, prepared) => assert.equal(await statusOf(server, prepared), 'canceled'),
  },
  {
    name: 'a saved method is charged',
    needs: 'savable',
    prepare: savedMethod,
    async perform(server) {
      const [method] = await server.domain.store.savedMethodsOf('cust-1');
      assert.ok(method);

      return server.post(
        '/v1/charges',
        { reference: 'renewal-1', amount: 50_000, currency: 'IDR', savedMethod: method.id },
        { key: 'k' },
      );
    },
    maxMovements: { create: 2, charge: 2, token: 1 },
    // A charge with an unknown outcome waits for the provider’s report or an operator’s decision.
    async verify(server) {
      const [payment] = (await server.domain.store.listPayments({ status: 'unknown' }, { limit: 1 })).data;
      if (payment === undefined) return;
      const reply = await server.post(`/v1/payments/${payment.id}/cancel`, {
        reason: 'seen in the dashboard',
      });
      assert.equal(read(reply)['status'], 'canceled');
    },
  },
  {
    name: 'a saved method is removed',
    needs: 'savable',
    prepare: savedMethod,
    async perform(server) {
      const [method] = await server.domain.store.savedMethodsOf('cust-1');
      if (method !== undefined) await server.delete(`/v1/saved-methods/${method.id}`);
      return NO_RESPONSE;
    },
    maxMovements: { create: 1, charge: 1, token: 1, token_removed: 1 },
    verify: async (server) => assert.deepEqual(await server.domain.store.savedMethodsOf('cust-1'), []),
  },
  {
    name: 'a payout is created',
    needs: 'payouts',
    environment: PAYOUT_KEYS,
    prepare: () => Promise.resolve(NOTHING_PREPARED),
    perform: (server, _prepared, subject) => createPayout(server, subject),
    maxMovements: { payout: 1 },
  },
  {
    name: 'a payout is approved',
    needs: 'payouts',
    environment: { ...PAYOUT_KEYS, KASIR_PAYOUT_APPROVAL: 'true' },
    async prepare(server, subject) {
      return { ...NOTHING_PREPARED, paymentId: read(await createPayout(server, subject))['id'] ?? '' };
    },
    perform: (server, { paymentId: id }) =>
      server.post(`/v1/payouts/${id}/approve`, {}, { bearer: OTHER_PAYOUT_KEY, key: 'k' }),
    maxMovements: { payout: 1 },
  },
];
