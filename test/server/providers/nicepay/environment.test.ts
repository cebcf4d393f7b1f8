import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { registerProvider } from '../../../../server/providers/provider.ts';
import { nicepay } from '../../../../server/providers/nicepay/index.ts';
import { ENVIRONMENT, KEYS, SELLER, settingsOf } from './support/settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

function configure(over: Environment = {}) {
  return registerProvider(nicepay).configure({ ...ENVIRONMENT, ...over });
}

const faults = (over: Environment): string[] => {
  const configured = configure(over);
  return configured.ok ? [] : configured.faults.map(({ variable, message }) => `${variable} ${message}`);
};

const faulty = (over: Environment): string[] => [...new Set(faults(over).map((fault) => fault.split(' ')[0] ?? ''))];

describe('valid settings', () => {
  test('one pair and the base URL', () => {
    const settings = settingsOf(
      Object.fromEntries(
        Object.keys(ENVIRONMENT)
          .filter((name) => !['NICEPAY_IMID', 'NICEPAY_MERCHANT_KEY', 'NICEPAY_BASE_URL'].includes(name))
          .map((name) => [name, undefined]),
      ),
    );
    assert.deepEqual(settings.accounts, { default: { iMid: 'DEFAULT001', merchantKey: KEYS.default } });
    assert.equal(settings.cardMode, 'checkout');
    assert.equal(settings.firstCharge, 'keep');
    assert.equal(settings.installmentType, '2');
    assert.equal(settings.shopId, 'NICEPAY');
    assert.deepEqual([...settings.checkoutChannels], []);
    assert.equal(settings.seller, undefined);
  });

  test('a pair for a single payment method, without a default', () => {
    const configured = registerProvider(nicepay).configure({
      NICEPAY_BASE_URL: 'https://services.nicepay.co.id/nicepay',
      NICEPAY_IMID_CVS: 'CVSMERCH01',
      NICEPAY_MERCHANT_KEY_CVS: KEYS.va,
    });
    assert.ok(configured.ok);
    assert.deepEqual(
      configured.offers.map(({ channel }) => channel),
      ['retail_alfamart', 'retail_indomaret'],
    );
    assert.deepEqual(configured.secrets, [KEYS.va]);
  });

  test('an empty value counts as absent', () => {
    assert.deepEqual(faults({ NICEPAY_IMID_CARD: '', NICEPAY_MERCHANT_KEY_CARD: '', NICEPAY_CARD_MODE: '' }), []);
  });

  test('everything set', () => {
    const settings = settingsOf({
      NICEPAY_CARD_MODE: 'direct',
      NICEPAY_CHECKOUT_CHANNELS: 'va_bca, ewallet_dana',
      NICEPAY_SHOP_ID: 'Store1',
      NICEPAY_INSTALLMENT_TYPE: '1',
      NICEPAY_FIRST_CHARGE: 'void',
    });
    assert.equal(settings.cardMode, 'direct');
    assert.deepEqual([...settings.checkoutChannels], ['va_bca', 'ewallet_dana']);
    assert.equal(settings.shopId, 'Store1');
    assert.equal(settings.installmentType, '1');
    assert.equal(settings.firstCharge, 'void');
    assert.deepEqual(settings.seller, { ...SELLER, country: 'ID' });
  });
});

describe('configuration errors, each at its variable and without its value', () => {
  const HALF = [
    ['NICEPAY_IMID', 'NICEPAY_MERCHANT_KEY'],
    ...['CARD', 'PREAUTH', 'VA', 'CVS', 'EWALLET', 'QRIS', 'PAYLOAN'].map((method) => [
      `NICEPAY_IMID_${method}`,
      `NICEPAY_MERCHANT_KEY_${method}`,
    ]),
  ] as const;

  for (const [id = '', key = ''] of HALF) {
    test(`half a pair: ${id}`, () => {
      assert.deepEqual(faulty({ [id]: 'ANYMERCH01', [key]: undefined }), [key]);
      assert.deepEqual(faulty({ [id]: undefined, [key]: 'YW55LWtleS1mb3ItdGVzdHM=' }), [id]);
    });
  }

  test('no pair at all', () => {
    const configured = registerProvider(nicepay).configure({ NICEPAY_BASE_URL: 'https://dev.nicepay.co.id/nicepay' });
    assert.ok(!configured.ok);
    assert.deepEqual(
      configured.faults.map(({ variable }) => variable),
      ['NICEPAY_IMID', 'NICEPAY_MERCHANT_KEY'],
    );
  });

  test('one merchant id with two keys', () => {
    assert.deepEqual(faulty({ NICEPAY_IMID_VA: 'DEFAULT001' }), ['NICEPAY_MERCHANT_KEY_VA']);
  });

  test('an invalid id or key', () => {
    assert.deepEqual(faulty({ NICEPAY_IMID: 'LONGERTHANTEN' }), ['NICEPAY_IMID']);
    assert.deepEqual(faulty({ NICEPAY_IMID: 'WITH-DASH' }), ['NICEPAY_IMID']);
    assert.deepEqual(faulty({ NICEPAY_MERCHANT_KEY: 'short' }), ['NICEPAY_MERCHANT_KEY']);
    assert.deepEqual(faulty({ NICEPAY_MERCHANT_KEY: 'with a space in it, and long' }), ['NICEPAY_MERCHANT_KEY']);
  });

  for (const url of [
    undefined,
    'nicepay',
    'ftp://dev.nicepay.co.id/nicepay',
    'http://dev.nicepay.co.id/nicepay',
    'https://dev.nicepay.co.id',
    'https://dev.nicepay.co.id/nicepay/',
    'https://dev.nicepay.co.id/nicepay/direct',
    'https://dev.nicepay.co.id/nicepay?a=b',
    'https://dev.nicepay.co.id/nicepay#a',
    'https://user:pass@dev.nicepay.co.id/nicepay',
    'https://nicepay.co.id/nicepay',
    'https://api.nicepay.co.kr/nicepay',
    'https://pay.nicepayments.com/nicepay',
  ]) {
    test(`base URL ${url}`, () => {
      assert.deepEqual(faulty({ NICEPAY_BASE_URL: url }), ['NICEPAY_BASE_URL']);
    });
  }

  for (const url of [
    'https://www.nicepay.co.id/nicepay',
    'https://services.nicepay.co.id/nicepay',
    'https://dev-services.nicepay.co.id/nicepay',
    'https://staging.nicepay.co.id/nicepay',
    'https://qa.nicepay.co.id/nicepay',
    'https://api.nicepay.co.id/nicepay',
    'http://localhost:4000/simulators/nicepay',
    'http://127.0.0.1:4000/simulators/nicepay/nicepay',
    'http://[::1]:4000/nicepay',
  ]) {
    test(`base URL ${url}`, () => assert.deepEqual(faults({ NICEPAY_BASE_URL: url }), []));
  }

  test('a published sandbox id on the production host', () => {
    const production = { NICEPAY_BASE_URL: 'https://www.nicepay.co.id/nicepay' };
    assert.deepEqual(faulty({ ...production, NICEPAY_IMID: 'IONPAYTEST' }), ['NICEPAY_IMID']);
    assert.deepEqual(faulty({ ...production, NICEPAY_IMID_CARD: 'TESTMPGS05' }), ['NICEPAY_IMID_CARD']);
    assert.deepEqual(faulty({ NICEPAY_IMID: 'IONPAYTEST' }), []);
  });

  test('an unknown host of NICEPAY counts as production: no sandbox id, no voided first charge (P3)', () => {
    for (const host of ['api', 'www', 'services', 'new-gateway', 'a.dev']) {
      const production = { NICEPAY_BASE_URL: `https://${host}.nicepay.co.id/nicepay` };
      assert.deepEqual(
        faulty({ ...production, NICEPAY_IMID: 'IONPAYTEST', NICEPAY_FIRST_CHARGE: 'void' }).sort(),
        ['NICEPAY_FIRST_CHARGE', 'NICEPAY_IMID'],
        host,
      );
    }
    for (const host of ['dev', 'dev-services', 'staging', 'qa']) {
      const sandbox = { NICEPAY_BASE_URL: `https://${host}.nicepay.co.id/nicepay`, NICEPAY_FIRST_CHARGE: 'void' };
      assert.deepEqual(faulty({ ...sandbox, NICEPAY_IMID: 'IONPAYTEST' }), [], host);
    }
  });

  test('a value that is not one of the choices', () => {
    assert.deepEqual(faulty({ NICEPAY_CARD_MODE: 'redirect' }), ['NICEPAY_CARD_MODE']);
    assert.deepEqual(faulty({ NICEPAY_INSTALLMENT_TYPE: '3' }), ['NICEPAY_INSTALLMENT_TYPE']);
    assert.deepEqual(faulty({ NICEPAY_FIRST_CHARGE: 'maybe' }), ['NICEPAY_FIRST_CHARGE']);
    assert.deepEqual(faulty({ NICEPAY_CHECKOUT_CHANNELS: 'va_bca,va_nowhere' }), ['NICEPAY_CHECKOUT_CHANNELS']);
    assert.deepEqual(faulty({ NICEPAY_SHOP_ID: 'no spaces' }), ['NICEPAY_SHOP_ID']);
  });

  test('a voided first charge in production', () => {
    const production = { NICEPAY_BASE_URL: 'https://www.nicepay.co.id/nicepay', NICEPAY_FIRST_CHARGE: 'void' };
    assert.deepEqual(faulty(production), ['NICEPAY_FIRST_CHARGE']);
  });

  test('a seller that is not JSON, or not complete', () => {
    assert.deepEqual(faulty({ NICEPAY_SELLER: '{' }), ['NICEPAY_SELLER']);
    assert.deepEqual(faulty({ NICEPAY_SELLER: '[]' }), ['NICEPAY_SELLER']);
    const [fault] = faults({ NICEPAY_SELLER: JSON.stringify({ ...SELLER, email: 'not-an-email', extra: 1 }) });
    assert.match(fault ?? '', /email/);
    assert.equal(fault?.includes('not-an-email'), false);
  });

  test('all errors at once', () => {
    assert.deepEqual(
      faulty({
        NICEPAY_IMID: undefined,
        NICEPAY_MERCHANT_KEY_VA: undefined,
        NICEPAY_BASE_URL: 'x',
        NICEPAY_CARD_MODE: 'x',
        NICEPAY_SELLER: 'x',
      }),
      ['NICEPAY_IMID', 'NICEPAY_MERCHANT_KEY_VA', 'NICEPAY_BASE_URL', 'NICEPAY_CARD_MODE', 'NICEPAY_SELLER'],
    );
  });

  test('no error repeats a key', () => {
    const key = 'c2VjcmV0LWNhbmFyeS1rZXk=';
    const reported = faults({
      NICEPAY_MERCHANT_KEY: `${key} ${key}`,
      NICEPAY_SELLER: key,
      NICEPAY_CARD_MODE: key,
    }).join();
    assert.notEqual(reported, '');
    assert.equal(reported.includes(key), false);
  });
});

test('every secret variable is named, and all of them are keys', () => {
  assert.equal(nicepay.secretVariables.length, 8);
  for (const name of nicepay.secretVariables) assert.match(name, /^NICEPAY_MERCHANT_KEY/);
  const configured = configure();
  assert.ok(configured.ok);
  for (const key of Object.values(KEYS)) assert.ok(configured.secrets.includes(key));
});
