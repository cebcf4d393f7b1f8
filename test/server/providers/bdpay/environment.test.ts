import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import { bdpayEnvironment } from '../../../../server/providers/bdpay/environment.ts';
import { bdpay } from '../../../../server/providers/bdpay/index.ts';
import { registerProvider } from '../../../../server/providers/provider.ts';
import { keyText } from './support/vectors.ts';

const good = {
  BDPAY_MERCHANT_CODE: 'S820240101000001',
  BDPAY_PRIVATE_KEY: keyText('merchant1024', 'privateKeyPkcs8Base64'),
  BDPAY_PLATFORM_PUBLIC_KEY: keyText('platform1024', 'publicKeySpkiBase64'),
};

const faultsOf = (environment: Record<string, string | undefined>): string[] => {
  const configured = registerProvider(bdpay).configure(environment);
  return configured.ok ? [] : configured.faults.map(({ variable }) => variable);
};

const pem = (label: string, base64: string): string =>
  `-----BEGIN ${label}-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

test('defaults: production, ISO 8601 times, /gateway/query (P2)', () => {
  const settings = bdpayEnvironment.parse({ ...good, BDPAY_BASE_URL: '' });
  assert.equal(settings.baseUrl.href, 'https://openapi.bdpay.co.id/');
  assert.deepEqual([settings.dateTime, settings.queryPath], ['iso', '/gateway/query']);
});

test('all missing variables are reported at once', () => {
  assert.deepEqual(faultsOf({}), ['BDPAY_MERCHANT_CODE', 'BDPAY_PRIVATE_KEY', 'BDPAY_PLATFORM_PUBLIC_KEY']);
});

describe('keys', () => {
  const pkcs8 = keyText('merchant1024', 'privateKeyPkcs8Base64');
  const pkcs1 = keyText('merchant1024', 'privateKeyPkcs1Base64');
  const spki = keyText('platform1024', 'publicKeySpkiBase64');

  for (const [name, text] of [
    ['one line of PKCS#8', pkcs8],
    ['one line of PKCS#1', pkcs1],
    ['PEM of PKCS#8', pem('PRIVATE KEY', pkcs8)],
    ['PEM of PKCS#1', pem('RSA PRIVATE KEY', pkcs1)],
    ['PEM with its line breaks written out', pem('PRIVATE KEY', pkcs8).replaceAll('\n', '\\n')],
    ['PEM with the line breaks of Windows', pem('PRIVATE KEY', pkcs8).replaceAll('\n', '\r\n')],
    ['a line with blanks in it', ` ${pkcs8.slice(0, 80)} ${pkcs8.slice(80)}\n`],
    ['PEM in one line', pem('PRIVATE KEY', pkcs8).replaceAll('\n', ' ')],
    ['2048 bits', keyText('merchant2048', 'privateKeyPkcs8Base64')],
  ] as const)
    test(`private: ${name}`, () => assert.deepEqual(faultsOf({ ...good, BDPAY_PRIVATE_KEY: text }), []));

  test('every format gives the same key', () => {
    const of = (text: string) => bdpayEnvironment.parse({ ...good, BDPAY_PRIVATE_KEY: text }).privateKey;
    assert.ok(of(pkcs8).equals(of(pem('RSA PRIVATE KEY', pkcs1))));
  });

  test('public: one line, PEM, PKCS#1', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const bare = publicKey.export({ format: 'der', type: 'pkcs1' }).toString('base64');
    for (const text of [spki, pem('PUBLIC KEY', spki), bare, pem('RSA PUBLIC KEY', bare)])
      assert.deepEqual(faultsOf({ ...good, BDPAY_PLATFORM_PUBLIC_KEY: text }), []);
  });

  test('an invalid key is reported by variable, without its value', () => {
    const { privateKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { privateKey: small } = generateKeyPairSync('rsa', { modulusLength: 768 });
    const { privateKey: large } = generateKeyPairSync('rsa', { modulusLength: 3072 });
    const der = (key: typeof ec) => key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    for (const text of ['x', 'A'.repeat(400), spki, der(ec), der(small), der(large), `${pkcs8.slice(0, 300)}`]) {
      const configured = registerProvider(bdpay).configure({ ...good, BDPAY_PRIVATE_KEY: text });
      assert.ok(!configured.ok, text);
      assert.deepEqual(
        configured.faults.map(({ variable }) => variable),
        ['BDPAY_PRIVATE_KEY'],
      );
      if (text.length > 8) assert.ok(!configured.faults[0]?.message.includes(text));
    }
    for (const text of ['x', pkcs8, der(ec)])
      assert.deepEqual(faultsOf({ ...good, BDPAY_PLATFORM_PUBLIC_KEY: text }), ['BDPAY_PLATFORM_PUBLIC_KEY']);
  });

  test("one's own public key in place of BDPay's is reported", () => {
    const own = keyText('merchant1024', 'publicKeySpkiBase64');
    assert.deepEqual(faultsOf({ ...good, BDPAY_PLATFORM_PUBLIC_KEY: own }), ['BDPAY_PLATFORM_PUBLIC_KEY']);
  });

  test('the private key is a secret, the public one is not', () => {
    const configured = registerProvider(bdpay).configure(good);
    assert.ok(configured.ok);
    assert.deepEqual(configured.secrets, [pkcs8]);
  });
});

test('base URLs: both hosts of the API, other https hosts, and loopback', () => {
  for (const url of [
    'https://openapi.bdpay.co.id',
    'https://dev-openapi.bdpay.co.id/',
    'http://localhost:4000/simulators/bdpay',
    'https://gateway.shop.example/bdpay',
  ])
    assert.deepEqual(faultsOf({ ...good, BDPAY_BASE_URL: url }), [], url);
  for (const url of [
    'http://openapi.bdpay.co.id',
    'https://document.bdpay.co.id',
    'https://bdpay.co.id',
    'https://u:p@openapi.bdpay.co.id',
    'https://openapi.bdpay.co.id/?a=1',
    'openapi.bdpay.co.id',
  ])
    assert.deepEqual(faultsOf({ ...good, BDPAY_BASE_URL: url }), ['BDPAY_BASE_URL'], url);
});

test('what the documents leave open can be configured', () => {
  const settings = bdpayEnvironment.parse({ ...good, BDPAY_DATE_TIME: 'iso', BDPAY_QUERY_PATH: '/gateway/pay/status' });
  assert.deepEqual([settings.dateTime, settings.queryPath], ['iso', '/gateway/pay/status']);
  assert.deepEqual(faultsOf({ ...good, BDPAY_DATE_TIME: 'unix' }), ['BDPAY_DATE_TIME']);
  assert.deepEqual(faultsOf({ ...good, BDPAY_QUERY_PATH: 'https://evil.example' }), ['BDPAY_QUERY_PATH']);
  assert.deepEqual(faultsOf({ ...good, BDPAY_MERCHANT_CODE: 'S 1' }), ['BDPAY_MERCHANT_CODE']);
});
