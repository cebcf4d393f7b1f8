import assert from 'node:assert/strict';
import { test } from 'node:test';
import { midtransEnvironment } from '../../../../server/providers/midtrans/environment.ts';
import { midtrans } from '../../../../server/providers/midtrans/index.ts';
import { registerProvider } from '../../../../server/providers/provider.ts';

const PRODUCTION = { MIDTRANS_SERVER_KEY: 'Mid-server-abc123cde456' };
const SANDBOX = {
  MIDTRANS_SERVER_KEY: 'SB-Mid-server-abc123cde456',
  MIDTRANS_BASE_URL: 'https://api.sandbox.midtrans.com',
  MIDTRANS_SNAP_BASE_URL: 'https://app.sandbox.midtrans.com/snap/v1',
};

const faultsOf = (environment: Record<string, string | undefined>): string[] => {
  const configured = registerProvider(midtrans).configure(environment);
  return configured.ok ? [] : configured.faults.map(({ variable }) => variable);
};

test('production is the default', () => {
  const { baseUrl, snapBaseUrl } = midtransEnvironment.parse({ ...PRODUCTION, MIDTRANS_BASE_URL: '' });
  assert.deepEqual(
    [baseUrl.origin, snapBaseUrl.href],
    ['https://api.midtrans.com', 'https://app.midtrans.com/snap/v1'],
  );
});

test('sandbox and a simulator below a path', () => {
  assert.deepEqual(faultsOf(SANDBOX), []);
  const simulated = midtransEnvironment.parse({
    MIDTRANS_SERVER_KEY: 'SB-Mid-server-abc123cde456',
    MIDTRANS_BASE_URL: 'http://localhost:4000/simulators/midtrans/',
    MIDTRANS_SNAP_BASE_URL: 'http://localhost:4000/simulators/midtrans/snap/v1/',
  });
  assert.equal(simulated.baseUrl.href, 'http://localhost:4000/simulators/midtrans');
  assert.equal(simulated.snapBaseUrl.href, 'http://localhost:4000/simulators/midtrans/snap/v1');
});

for (const [what, environment, faults] of [
  [
    'a sandbox key with the production hosts',
    { MIDTRANS_SERVER_KEY: SANDBOX.MIDTRANS_SERVER_KEY },
    ['MIDTRANS_BASE_URL', 'MIDTRANS_SNAP_BASE_URL'],
  ],
  [
    'a production key with the sandbox hosts',
    { ...SANDBOX, ...PRODUCTION },
    ['MIDTRANS_BASE_URL', 'MIDTRANS_SNAP_BASE_URL'],
  ],
  [
    'hosts of two environments',
    {
      ...SANDBOX,
      MIDTRANS_SERVER_KEY: 'key-without-a-mode',
      MIDTRANS_SNAP_BASE_URL: 'https://app.midtrans.com/snap/v1',
    },
    ['MIDTRANS_SNAP_BASE_URL'],
  ],
  [
    'Core API and Snap exchanged',
    {
      ...SANDBOX,
      MIDTRANS_BASE_URL: 'https://app.sandbox.midtrans.com',
      MIDTRANS_SNAP_BASE_URL: 'https://api.sandbox.midtrans.com/snap/v1',
    },
    ['MIDTRANS_BASE_URL', 'MIDTRANS_SNAP_BASE_URL'],
  ],
  [
    'Snap without its path',
    { ...SANDBOX, MIDTRANS_SNAP_BASE_URL: 'https://app.sandbox.midtrans.com' },
    ['MIDTRANS_SNAP_BASE_URL'],
  ],
  [
    'the version in the base',
    { ...SANDBOX, MIDTRANS_BASE_URL: 'https://api.sandbox.midtrans.com/v2' },
    ['MIDTRANS_BASE_URL'],
  ],
  ['http', { ...SANDBOX, MIDTRANS_BASE_URL: 'http://api.sandbox.midtrans.com' }, ['MIDTRANS_BASE_URL']],
  ['no key', {}, ['MIDTRANS_SERVER_KEY']],
  ['a key with a blank', { ...SANDBOX, MIDTRANS_SERVER_KEY: 'SB-Mid-server-abc 123' }, ['MIDTRANS_SERVER_KEY']],
  [
    'the client key in place of the server key',
    { ...SANDBOX, MIDTRANS_SERVER_KEY: 'SB-Mid-client-abc123cde' },
    ['MIDTRANS_SERVER_KEY'],
  ],
  [
    'the server key in place of the client key',
    { ...SANDBOX, MIDTRANS_CLIENT_KEY: SANDBOX.MIDTRANS_SERVER_KEY },
    ['MIDTRANS_CLIENT_KEY'],
  ],
  [
    'a client key of the other environment',
    { ...SANDBOX, MIDTRANS_CLIENT_KEY: 'Mid-client-abc123' },
    ['MIDTRANS_CLIENT_KEY'],
  ],
  ['a merchant id with a blank', { ...SANDBOX, MIDTRANS_MERCHANT_ID: 'G 1' }, ['MIDTRANS_MERCHANT_ID']],
] as const)
  test(`${what}: a fault at ${faults.join(' and ')}`, () => {
    assert.deepEqual(faultsOf(environment), faults);
  });
