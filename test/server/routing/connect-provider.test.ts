import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configureProviders } from '../../../server/config/chosen-providers.ts';
import { providers } from '../../../server/providers/registry.ts';
import { connectProvider } from '../../../server/routing/connect-provider.ts';
import { createProviderRouter } from '../../../server/routing/provider-router.ts';
import { createRequestBudgets } from '../../../server/routing/request-budgets.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { quiet, tempStore } from '../store/temp-store.ts';

test('a channel for which the merchant has no account is not offered', async (t) => {
  const { configured, faults } = configureProviders(
    {
      KASIR_PROVIDERS: 'nicepay',
      NICEPAY_IMID_VA: 'IONPAYTEST',
      NICEPAY_MERCHANT_KEY_VA: 'k'.repeat(88),
      NICEPAY_BASE_URL: 'https://dev.nicepay.co.id/nicepay',
    },
    providers,
  );
  assert.deepEqual(faults, []);
  const clock = virtualClock();
  const store = await tempStore(t);
  const connected = configured.map((each) =>
    connectProvider(each, {
      fetch: () => assert.fail('nothing is sent'),
      budgets: createRequestBudgets({ store, clock, log: quiet }),
      postponed: () => undefined,
      connect: (fetch) => each.connect({ fetch, clock, idGenerator: { next: () => '' }, log: quiet }),
    }),
  );
  const router = createProviderRouter({ providers: connected, routes: new Map() });
  assert.equal(router.offers('va_bca', 'ID', 'IDR').length, 1);
  assert.deepEqual(router.offers('card', 'ID', 'IDR'), []);
});
