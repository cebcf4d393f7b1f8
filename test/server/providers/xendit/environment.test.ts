import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registerProvider } from '../../../../server/providers/provider.ts';
import { xendit } from '../../../../server/providers/xendit/index.ts';
import { xenditEnvironment } from '../../../../server/providers/xendit/environment.ts';

const good = { XENDIT_SECRET_KEY: 'xnd_production_abcDEF0123', XENDIT_CALLBACK_TOKEN: 'token-number-one' };

const faultsOf = (environment: Record<string, string | undefined>): string[] => {
  const configured = registerProvider(xendit).configure(environment);
  return configured.ok ? [] : configured.faults.map(({ variable }) => variable);
};

test('the production host is the default', () => {
  const settings = xenditEnvironment.parse({ ...good, XENDIT_BASE_URL: undefined });
  assert.equal(settings.baseUrl.href, 'https://api.xendit.co/');
  assert.deepEqual(settings.callbackTokens, ['token-number-one']);
  assert.equal(xenditEnvironment.parse({ ...good, XENDIT_BASE_URL: '' }).baseUrl.href, 'https://api.xendit.co/');
});

test('the path of a base URL is kept, its last slash is not', () => {
  const settings = xenditEnvironment.parse({ ...good, XENDIT_BASE_URL: 'http://localhost:4000/simulators/xendit/' });
  assert.equal(settings.baseUrl.href, 'http://localhost:4000/simulators/xendit');
});

test('several callback tokens, for a rotation', () => {
  const settings = xenditEnvironment.parse({ ...good, XENDIT_CALLBACK_TOKEN: 'token-number-one, token-number-two' });
  assert.deepEqual(settings.callbackTokens, ['token-number-one', 'token-number-two']);
});

test('keys of both modes are accepted, other keys are not', () => {
  assert.deepEqual(faultsOf({ ...good, XENDIT_SECRET_KEY: 'xnd_development_abc' }), []);
  for (const key of [
    'xnd_public_production_abc',
    'sk_live_abc',
    'xnd_production_',
    'xnd_production_a b',
    'xnd_production_a:b',
    ' xnd_production_abc',
  ]) {
    assert.deepEqual(faultsOf({ ...good, XENDIT_SECRET_KEY: key }), ['XENDIT_SECRET_KEY'], key);
  }
});

test('base URLs that would send the key unencrypted or elsewhere are refused', () => {
  for (const url of [
    'http://api.xendit.co',
    'ftp://api.xendit.co',
    'api.xendit.co',
    'https://user:pass@api.xendit.co',
    'https://api.xendit.co/?x=1',
    'https://api.xendit.co/#x',
    'http://localhost.evil.example',
  ]) {
    assert.deepEqual(faultsOf({ ...good, XENDIT_BASE_URL: url }), ['XENDIT_BASE_URL'], url);
  }
  for (const url of ['http://127.0.0.1:4010', 'http://[::1]:4010', 'https://gateway.shop.example/xendit']) {
    assert.deepEqual(faultsOf({ ...good, XENDIT_BASE_URL: url }), [], url);
  }
});

test('every fault is reported at once, by variable', () => {
  assert.deepEqual(faultsOf({}), ['XENDIT_SECRET_KEY', 'XENDIT_CALLBACK_TOKEN']);
  assert.deepEqual(faultsOf({ XENDIT_SECRET_KEY: 'x', XENDIT_CALLBACK_TOKEN: 'a,,b', XENDIT_BASE_URL: 'nowhere' }), [
    'XENDIT_SECRET_KEY',
    'XENDIT_CALLBACK_TOKEN',
    'XENDIT_BASE_URL',
  ]);
});

test('a fault never repeats the given value', () => {
  const configured = registerProvider(xendit).configure({
    XENDIT_SECRET_KEY: 'hunter2-hunter2',
    XENDIT_CALLBACK_TOKEN: 'short',
  });
  assert.equal(JSON.stringify(configured).includes('hunter2'), false);
  assert.equal(JSON.stringify(configured).includes('short'), false);
});

test('key and tokens are named as secrets, each token by itself; the base URL is not', () => {
  const environment = {
    ...good,
    XENDIT_CALLBACK_TOKEN: 'token-number-one,token-number-two',
    XENDIT_BASE_URL: 'https://api.xendit.co',
  };
  const configured = registerProvider(xendit).configure(environment);
  assert.ok(configured.ok);
  assert.deepEqual([...configured.secrets].sort(), [
    'token-number-one',
    'token-number-one,token-number-two',
    'token-number-two',
    'xnd_production_abcDEF0123',
  ]);
});
