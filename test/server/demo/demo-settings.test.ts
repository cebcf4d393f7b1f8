import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoAddresses } from '../../../server/demo/addresses.ts';
import { readDemoSettings, serverOverrides } from '../../../server/demo/demo-settings.ts';

test('defaults: port 4000 on loopback, everything under ./data, one origin', () => {
  assert.deepEqual(readDemoSettings({}), {
    port: 4000,
    host: '127.0.0.1',
    shopPort: undefined,
    dataDirectory: './data',
    databaseUrl: 'file:./data/kasir.db',
    startsAt: undefined,
  });
});

test('all data lie in one folder, also when only the database is given', () => {
  const { dataDirectory, databaseUrl } = readDemoSettings({ KASIR_DEMO_DATA: '/tmp/a' });
  assert.deepEqual([dataDirectory, databaseUrl], ['/tmp/a', 'file:/tmp/a/kasir.db']);
  assert.equal(readDemoSettings({ DATABASE_URL: 'file:/tmp/b/x.db' }).dataDirectory, '/tmp/b');
  const both = readDemoSettings({ DATABASE_URL: 'file:/tmp/b/x.db', KASIR_DEMO_DATA: '/tmp/a' });
  assert.deepEqual([both.dataDirectory, both.databaseUrl], ['/tmp/a', 'file:/tmp/b/x.db']);
});

test('an invalid port is reported by variable', () => {
  for (const port of ['http', '-1', '65536', '4000.5']) {
    assert.throws(() => readDemoSettings({ PORT: port }), /^RangeError: PORT/);
    assert.throws(() => readDemoSettings({ KASIR_DEMO_SHOP_PORT: port }), /^RangeError: KASIR_DEMO_SHOP_PORT/);
  }
});

test('the clock can be set to a time, which needs a zone', () => {
  const startsAt = (time: string): number | undefined => readDemoSettings({ KASIR_DEMO_TIME: time }).startsAt;
  assert.equal(startsAt('2026-03-10T22:30:00+07:00'), Date.UTC(2026, 2, 10, 15, 30));
  assert.equal(startsAt('2028-02-29T00:00:00Z'), Date.UTC(2028, 1, 29));
  for (const time of ['2026-03-10T22:30:00', '2026-03-10', '22:30', '2026-13-10T22:30:00Z', 'now']) {
    assert.throws(() => startsAt(time), /^RangeError: KASIR_DEMO_TIME/);
  }
});

test('a real provider’s key in the shell never reaches the demo', () => {
  const overrides = serverOverrides({
    XENDIT_SECRET_KEY: 'xnd_production_real',
    KASIR_DEMO_DATA: '/tmp/a',
    KASIR_ROUTES: 'qris=xendit',
    LOG_LEVEL: 'debug',
    PATH: '/bin',
  });
  assert.deepEqual(overrides, { KASIR_ROUTES: 'qris=xendit', LOG_LEVEL: 'debug' });
});

test('addresses: browsers use names, this process uses loopback', () => {
  const one = demoAddresses({ host: '0.0.0.0', port: 4000, shopPort: undefined }, undefined);
  assert.equal(one.bffUrl, 'http://localhost:4000');
  assert.equal(one.shopOrigin, 'http://localhost:4000');
  assert.deepEqual([...one.shopOrigins], ['http://localhost:4000', 'http://127.0.0.1:4000']);
  assert.equal(one.bffFromHere, 'http://127.0.0.1:4000');

  const two = demoAddresses({ host: '::', port: 4000, shopPort: 4001 }, undefined);
  assert.equal(two.shopOrigin, 'http://localhost:4001');
  assert.equal(two.shopFromHere, 'http://[::1]:4001');

  const tunnelled = demoAddresses({ host: '127.0.0.1', port: 4000, shopPort: undefined }, 'https://demo.example/');
  assert.equal(tunnelled.bffUrl, 'https://demo.example');
  assert.ok(tunnelled.shopOrigins.has('https://demo.example'));
  assert.equal(tunnelled.bffFromHere, 'http://127.0.0.1:4000');
});
