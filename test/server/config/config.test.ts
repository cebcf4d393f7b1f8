import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { readConfig, readDatabaseUrl, type Config } from '../../../server/config/config.ts';
import { readRetentionDays } from '../../../server/config/read-retention-days.ts';
import { registerProvider, type Provider } from '../../../server/providers/provider.ts';
import { anOffer } from '../../support/an-offer.ts';

const noNetwork = () => {
  throw new Error('nothing is connected here');
};

const provider = (id: string, channels: readonly ('va_bca' | 'qris')[]): Provider<{ key: string }> => ({
  id,
  environment: z
    .object({ [`${id.toUpperCase()}_KEY`]: z.string().min(8, 'must have at least 8 characters') })
    .transform((own) => ({ key: Object.values(own).join('') })),
  variables: [`${id.toUpperCase()}_KEY`],
  secretVariables: [`${id.toUpperCase()}_KEY`],
  offers: channels.map((channel) => anOffer(id, channel)),
  notification: {
    accepted: { status: 200, contentType: 'text/plain', body: 'ok' },
  },
  secretNames: [],
  baseUrlOf: () => new URL('https://any.example'),
  modeOf: () => 'sandbox',
  wantsHttps: false,
  connect: noNetwork,
});

const providers = [
  registerProvider(provider('alpha', ['va_bca', 'qris'])),
  registerProvider(provider('beta', ['qris'])),
];

const KEY = Buffer.alloc(32, 1).toString('base64');

const good = (): Record<string, string | undefined> => ({
  PUBLIC_URL: 'https://pay.shop.example',
  KASIR_API_KEYS: 'api-key-number-one',
  KASIR_TOKEN_SECRETS: 'token-secret-number-one',
  KASIR_ALLOWED_ORIGINS: 'https://shop.example',
  KASIR_PROVIDERS: 'alpha',
  KASIR_ENCRYPTION_KEYS: KEY,
  ALPHA_KEY: 'alpha-secret-key',
});

const files = new Map<string, { text: string; worldReadable: boolean }>();
const read = (environment: Record<string, string | undefined>) =>
  readConfig(environment, {
    providers,
    readFile: (path) => {
      const file = files.get(path);
      if (file === undefined) throw new Error('ENOENT');
      return file;
    },
  });

const configOf = (over: Record<string, string | undefined> = {}): Config => {
  const result = read({ ...good(), ...over });
  assert.ok(result.ok, JSON.stringify(result));
  return result.config;
};

const faultsOf = (over: Record<string, string | undefined>): readonly { variable: string; message: string }[] => {
  const result = read({ ...good(), ...over });
  assert.ok(!result.ok, 'there is no fault');
  return result.faults;
};

const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;

describe('the configuration', () => {
  it('the folder of earlier widget releases must exist (F5)', () => {
    assert.equal(configOf({ KASIR_WIDGET_RELEASES: import.meta.dirname }).widgetReleases, import.meta.dirname);
    for (const path of ['/nowhere/at/all', import.meta.filename])
      assert.deepEqual(
        faultsOf({ KASIR_WIDGET_RELEASES: path }).map(({ variable }) => variable),
        ['KASIR_WIDGET_RELEASES'],
      );
  });

  it('has a back office only with operators and a port, on loopback unless told otherwise', () => {
    const keys = 'ana:secret-of-operator-ana, budi:secret:with:colons-in-it';
    const { backOffice, secrets } = configOf({ KASIR_ADMIN_KEYS: keys, KASIR_ADMIN_PORT: '4001' });
    assert.deepEqual([backOffice?.port, backOffice?.host], [4001, '127.0.0.1']);
    assert.deepEqual(
      backOffice?.operators.map(({ name, secret }) => [name, secret.reveal()]),
      [
        ['ana', 'secret-of-operator-ana'],
        ['budi', 'secret:with:colons-in-it'],
      ],
    );
    assert.ok(
      secrets.some((secret) => secret.reveal() === 'secret-of-operator-ana'),
      'redacted in the log',
    );
    assert.equal(configOf().backOffice, undefined);
    for (const [given, missing] of [
      [{ KASIR_ADMIN_KEYS: keys }, 'KASIR_ADMIN_PORT'],
      [{ KASIR_ADMIN_PORT: '4001' }, 'KASIR_ADMIN_KEYS'],
    ] as const) {
      const half = configOf(given);
      assert.equal(half.backOffice, undefined);
      assert.deepEqual(half.warnings, [
        {
          variable: Object.keys(given)[0],
          message: `has no effect without ${missing}: the back office is not served`,
        },
      ]);
    }
  });

  it('warns where nobody could approve a payout', () => {
    const approval = { KASIR_PAYOUT_APPROVAL: 'true' };
    const operators = { KASIR_ADMIN_KEYS: 'ana:secret-of-operator-ana', KASIR_ADMIN_PORT: '4001' };
    const keys = ['payout-key-number-one', 'payout-key-number-two'];
    const warned = (given: Readonly<Record<string, string>>): readonly string[] =>
      configOf(given).warnings.map(({ variable }) => variable);
    assert.deepEqual(warned(approval), ['KASIR_PAYOUT_APPROVAL']);
    assert.deepEqual(warned({ ...approval, KASIR_PAYOUT_KEYS: keys.slice(1).join() }), ['KASIR_PAYOUT_KEYS']);
    assert.deepEqual(warned({ ...approval, KASIR_PAYOUT_KEYS: keys.join() }), []);
    assert.deepEqual(warned({ ...approval, ...operators, KASIR_PAYOUT_KEYS: keys.slice(1).join() }), []);
    assert.deepEqual(warned({ KASIR_PAYOUT_KEYS: keys.slice(1).join() }), []);
  });

  it('refuses operators that are not name:secret, or share something', () => {
    for (const [keys, rule] of [
      ['secret-without-a-name', 'pairs of the form name:secret'],
      ['a b:secret-of-operator-ana', 'pairs of the form name:secret'],
      ['ana:short', 'at least 16 characters'],
      ['ana:secret-of-operator-ana,Ana:secret-of-operator-two', 'the same name twice'],
      ['ana:secret-of-operator-ana,budi:secret-of-operator-ana', 'the same secret twice'],
      ['ana:api-key-number-one', 'must not share a secret with KASIR_API_KEYS'],
    ] as const) {
      const faults = faultsOf({ KASIR_ADMIN_KEYS: keys, KASIR_ADMIN_PORT: '4001' });
      assert.deepEqual(
        faults.map(({ variable }) => variable),
        ['KASIR_ADMIN_KEYS'],
      );
      assert.ok(faults[0]?.message.includes(rule), faults[0]?.message);
    }
  });

  it('has defaults for everything optional', () => {
    const config = configOf();
    assert.equal(config.port, 4000);
    assert.equal(config.host, '0.0.0.0');
    assert.equal(config.databaseUrl.reveal(), 'file:./data/kasir.db');
    assert.equal(config.databasePool, 10);
    assert.equal(config.trustedProxies, 0);
    assert.equal(config.logLevel, 'info');
    assert.equal(config.retentionDays, 400);
    assert.equal(config.webhook, undefined);
    assert.equal(config.metricsToken, undefined);
    assert.equal(config.widgetReleases, undefined);
    assert.equal(config.routes.size, 0);
  });

  it('reads every variable', () => {
    const config = configOf({
      PORT: '0',
      HOST: '::1',
      PUBLIC_URL: 'https://pay.shop.example/kasir/',
      DATABASE_URL: 'file:///var/lib/kasir.db',
      KASIR_API_KEYS: 'first-api-key-here, second-api-key-here',
      KASIR_PAYOUT_KEYS: 'payout-key-number-one',
      KASIR_PAYOUT_APPROVAL: 'true',
      KASIR_ALLOWED_ORIGINS: 'https://shop.example,http://localhost:3000,https://shop.example:8443',
      KASIR_WEBHOOK_URL: 'https://shop.example/hooks?from=kasir',
      KASIR_WEBHOOK_SECRET: WEBHOOK_SECRET,
      KASIR_PROVIDERS: 'beta, alpha',
      BETA_KEY: 'beta-secret-key',
      KASIR_ROUTES: 'qris=alpha>beta;va_bca=alpha;ewallet_ovo=none',
      KASIR_ENCRYPTION_KEYS: `${KEY},${Buffer.alloc(32, 3).toString('base64')}`,
      KASIR_TRUSTED_PROXIES: '2',
      KASIR_METRICS_TOKEN: 'metrics-token-number-one',
      LOG_LEVEL: 'debug',
      KASIR_RETENTION_DAYS: '30',
    });
    assert.equal(config.port, 0);
    assert.equal(config.host, '::1');
    assert.equal(config.publicUrl, 'https://pay.shop.example/kasir');
    assert.deepEqual(
      config.apiKeys.map((key) => key.reveal()),
      ['first-api-key-here', 'second-api-key-here'],
    );
    assert.deepEqual(
      [...config.allowedOrigins],
      ['https://shop.example', 'http://localhost:3000', 'https://shop.example:8443'],
    );
    assert.equal(config.webhook?.url, 'https://shop.example/hooks?from=kasir');
    assert.deepEqual(
      config.providers.map((each) => each.provider.id),
      ['beta', 'alpha'],
    );
    assert.deepEqual(
      [...config.routes],
      [
        ['qris', ['alpha', 'beta']],
        ['va_bca', ['alpha']],
        ['ewallet_ovo', []],
      ],
    );
    assert.equal(config.encryptionKeys.length, 2);
    assert.equal(config.trustedProxies, 2);
    assert.equal(config.logLevel, 'debug');
    assert.equal(config.retentionDays, 30);
  });

  it('is frozen', () => {
    const config = configOf();
    assert.throws(() => Object.assign(config, { port: 1 }), TypeError);
  });

  it('names every fault at once', () => {
    const result = read({
      KASIR_PROVIDERS: 'alpha,gamma',
      KASIR_COLOUR: 'red',
      PORT: 'x',
      KASIR_WEBHOOK_URL: 'ftp://x',
    });
    assert.ok(!result.ok);
    const named = new Set(result.faults.map(({ variable }) => variable));
    for (const variable of [
      'PORT',
      'PUBLIC_URL',
      'KASIR_API_KEYS',
      'KASIR_TOKEN_SECRETS',
      'KASIR_ALLOWED_ORIGINS',
      'KASIR_PROVIDERS',
      'KASIR_ENCRYPTION_KEYS',
      'KASIR_COLOUR',
      'KASIR_WEBHOOK_URL',
      'KASIR_WEBHOOK_SECRET',
      'ALPHA_KEY',
    ]) {
      assert.ok(named.has(variable), `${variable} is not named`);
    }
  });

  it('reports a missing or empty variable as required', () => {
    for (const variable of [
      'PUBLIC_URL',
      'KASIR_API_KEYS',
      'KASIR_TOKEN_SECRETS',
      'KASIR_ALLOWED_ORIGINS',
      'KASIR_PROVIDERS',
      'KASIR_ENCRYPTION_KEYS',
      'ALPHA_KEY',
    ]) {
      for (const value of [undefined, '', '  ']) {
        assert.deepEqual(faultsOf({ [variable]: value }), [{ variable, message: 'is required' }]);
      }
    }
  });

  for (const [variable, values] of Object.entries({
    PORT: ['-1', '65536', '4000.5', '0x10', 'http'],
    HOST: ['a b', 'a/b'],
    PUBLIC_URL: [
      'pay.example',
      'http://pay.example',
      'ftp://pay.example',
      'https://u:p@pay.example',
      'https://pay.example?x',
      'https://pay.example#x',
      'http://127.0.0.1.evil.example',
      '//pay.example',
    ],
    DATABASE_URL: [
      'postgres://u@h',
      'postgresql://u@h/',
      'postgres:db',
      'postgres://u:p@ss/word@h/db',
      'postgres://h/db#x',
      'mysql://h/db',
      './kasir.db',
      'file:',
      'file:a.db?mode=memory',
    ],
    KASIR_API_KEYS: [
      'short',
      'api-key-number-one,',
      'api-key-number-one,short',
      'api key number one!!',
      'api-key-number-one,api-key-number-one',
    ],
    KASIR_TOKEN_SECRETS: ['short'],
    KASIR_PAYOUT_KEYS: ['short'],
    KASIR_PAYOUT_APPROVAL: ['yes', '1', 'TRUE'],
    KASIR_ALLOWED_ORIGINS: [
      '*',
      'null',
      'shop.example',
      'https://shop.example/',
      'https://shop.example/x',
      'http://shop.example',
      'https://*.shop.example',
      'https://SHOP.example',
      'https://shop.example:443',
      'https://u@shop.example',
      'https://shop.example,',
      'file:///x',
    ],
    KASIR_PROVIDERS: ['gamma', 'alpha,alpha', 'alpha,', 'Alpha', '__proto__'],
    KASIR_ROUTES: [
      'va_bca',
      'va_bca=',
      '=alpha',
      'va_bca=alpha=beta',
      'va_bca=alpha>',
      'va_nowhere=alpha',
      'va_bca=beta',
      'va_bca=gamma',
      'va_bca=alpha;va_bca=alpha',
      'va_bca=alpha>alpha',
      'va_bca=alpha>none',
      'constructor=alpha',
    ],
    KASIR_ENCRYPTION_KEYS: [
      'short',
      Buffer.alloc(31).toString('base64'),
      Buffer.alloc(33).toString('base64'),
      `${KEY},${KEY}`,
      KEY.slice(0, -1),
      Buffer.alloc(32, 255).toString('base64url'),
    ],
    KASIR_TRUSTED_PROXIES: ['-1', 'yes', '11'],
    KASIR_METRICS_TOKEN: ['short', 'metrics-token-one,metrics-token-two'],
    KASIR_RETENTION_DAYS: ['0', '-5', 'ever'],
    LOG_LEVEL: ['verbose', 'INFO'],
    ALPHA_KEY: ['short'],
  })) {
    for (const value of values) {
      it(`${variable}=${value} is a fault of ${variable}`, () => {
        const faults = faultsOf({ [variable]: value });
        assert.ok(
          faults.some((fault) => fault.variable === variable),
          JSON.stringify(faults),
        );
        assert.ok(
          faults.every(({ message }) => message.length > 5 && !/Invalid input/.test(message)),
          JSON.stringify(faults),
        );
      });
    }
  }

  for (const environment of [{}, { KASIR_RETENTION_DAYS: '' }, { KASIR_RETENTION_DAYS: ' ' }])
    it(`${JSON.stringify(environment)} is 400 days for every command`, () => {
      assert.equal(configOf(environment).retentionDays, 400);
      assert.deepEqual(readRetentionDays(environment), { ok: true, days: 400 });
    });

  it('takes the URL of a PostgreSQL database, and hides its password', () => {
    const url = 'postgres://kasir:CAN%C3%89RY%2F1@db.internal:6432/kasir?sslmode=verify-full';
    const config = configOf({ DATABASE_URL: url, KASIR_DATABASE_POOL: '40' });
    assert.equal(config.databaseUrl.reveal(), url);
    assert.equal(config.databasePool, 40);
    for (const text of [JSON.stringify(config), inspect(config, { depth: 20, showHidden: true })])
      assert.ok(!/CAN/.test(text));
    const hidden = config.secrets.map((secret) => secret.reveal());
    for (const spelling of [url, 'CAN%C3%89RY%2F1', 'CANÉRY/1']) assert.ok(hidden.includes(spelling), spelling);
    assert.ok(
      configOf({ DATABASE_URL: 'postgresql:///kasir?host=/run/postgresql&password=CANARY-1' }).secrets.some(
        (secret) => secret.reveal() === 'CANARY-1',
      ),
    );
    const [fault] = faultsOf({ DATABASE_URL: 'postgres://user:CANARY-2@db' });
    assert.match(fault?.message ?? '', /must name a database/);
    assert.ok(!fault?.message.includes('CANARY'));
  });

  it('requires the webhook URL and its secret together, or neither', () => {
    assert.deepEqual(
      faultsOf({ KASIR_WEBHOOK_URL: 'https://shop.example/h' }).map(({ variable }) => variable),
      ['KASIR_WEBHOOK_SECRET'],
    );
    assert.deepEqual(
      faultsOf({ KASIR_WEBHOOK_SECRET: WEBHOOK_SECRET }).map(({ variable }) => variable),
      ['KASIR_WEBHOOK_URL'],
    );
    for (const secret of [
      'secret',
      'whsec_',
      'whsec_%%%',
      `whsec_${Buffer.alloc(8).toString('base64')}`,
      WEBHOOK_SECRET.slice(6),
    ]) {
      assert.deepEqual(
        faultsOf({ KASIR_WEBHOOK_URL: 'https://shop.example/h', KASIR_WEBHOOK_SECRET: secret }).map(
          ({ variable }) => variable,
        ),
        ['KASIR_WEBHOOK_SECRET'],
      );
    }
    for (const url of ['http://shop.example/h', 'shop.example', 'https://u:p@shop.example/h', 'file:///h']) {
      assert.deepEqual(
        faultsOf({ KASIR_WEBHOOK_URL: url, KASIR_WEBHOOK_SECRET: WEBHOOK_SECRET }).map(({ variable }) => variable),
        ['KASIR_WEBHOOK_URL'],
      );
    }
  });

  it('allows loopback for every URL', () => {
    for (const host of ['localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'pay.localhost:4000', '127.8.9.10']) {
      configOf({
        PUBLIC_URL: `http://${host}`,
        KASIR_ALLOWED_ORIGINS: `http://${host}`,
        KASIR_WEBHOOK_URL: `http://${host}/hook`,
        KASIR_WEBHOOK_SECRET: WEBHOOK_SECRET,
      });
    }
  });

  it('reports an unknown KASIR_ variable as a fault', () => {
    assert.deepEqual(faultsOf({ KASIR_API_KEY: 'api-key-number-one' }), [
      {
        variable: 'KASIR_API_KEY',
        message: 'is not a known variable; did you mean KASIR_API_KEYS?',
      },
    ]);
    assert.equal(faultsOf({ KASIR_ROUTES_FILE: '/x' })[0]?.variable, 'KASIR_ROUTES_FILE');
    configOf({ SOMEBODY_ELSES: 'x', XKASIR_Y: 'x' });
  });

  it('ignores what container platforms inject for a service named kasir (F11)', () => {
    const config = configOf({
      KASIR_SERVICE_HOST: '10.0.0.1',
      KASIR_SERVICE_PORT: '4000',
      KASIR_SERVICE_PORT_HTTP: '4000',
      KASIR_PORT: 'tcp://10.0.0.1:4000',
      KASIR_PORT_4000_TCP: 'tcp://10.0.0.1:4000',
      KASIR_PORT_4000_TCP_ADDR: '10.0.0.1',
    });
    assert.equal(config.port, 4000);
    assert.deepEqual(config.warnings, []);
  });

  it('suggests the variable that is closest to a misspelt one (F11, N8)', () => {
    const meant = (name: string): string | undefined =>
      faultsOf({ [name]: 'x' }).find(({ variable }) => variable === name)?.message;
    for (const [slip, right] of [
      ['KASIR_API_KEY', 'KASIR_API_KEYS'],
      ['KASIR_ALLOWED_ORIGIN', 'KASIR_ALLOWED_ORIGINS'],
      ['KASIR_WEBHOKO_URL', 'KASIR_WEBHOOK_URL'],
      ['KASIR_ENCRYPTION_KEY', 'KASIR_ENCRYPTION_KEYS'],
      ['KASIR_PORTS', 'PORT'],
      ['KASIR_HOST', 'HOST'],
      ['KASIR_DATABASE_URL', 'DATABASE_URL'],
      ['KASIR_DATABASE_URL_FILE', 'DATABASE_URL'],
      ['KASIR_ALPHA_KEY', 'ALPHA_KEY'],
      ['KASIR_ORIGINS', 'KASIR_ALLOWED_ORIGINS'],
    ] as const)
      assert.equal(meant(slip), `is not a known variable; did you mean ${right}?`);
  });

  it('warns of a misspelt variable of a chosen provider, and starts: the shop may use it for itself (N16)', () => {
    assert.deepEqual(configOf({ ALPHA_KYE: 'x', BETA_KYE: 'x' }).warnings, [
      { variable: 'ALPHA_KYE', message: 'is not read by this version; did you mean ALPHA_KEY?' },
    ]);
  });

  it('takes several webhook secrets while they are rotated (F14), and the types of events to send (F7)', () => {
    const other = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
    const webhook = {
      KASIR_WEBHOOK_URL: 'https://shop.example/hook',
      KASIR_WEBHOOK_SECRET: `${WEBHOOK_SECRET}, ${other}`,
    };
    const config = configOf({ ...webhook, KASIR_WEBHOOK_EVENTS: 'checkout.paid,payment.refunded' });
    assert.deepEqual(
      config.webhook?.secrets.map((secret) => secret.reveal()),
      [WEBHOOK_SECRET, other],
    );
    assert.deepEqual([...(config.webhook?.types ?? [])], ['checkout.paid', 'payment.refunded']);
    assert.ok(configOf(webhook).webhook?.types.has('payout.failed'), 'all, unless told otherwise');
    assert.deepEqual(faultsOf({ ...webhook, KASIR_WEBHOOK_EVENTS: 'checkout.payed' }), [
      {
        variable: 'KASIR_WEBHOOK_EVENTS',
        message: 'contains "checkout.payed", which is not an event type; did you mean checkout.paid?',
      },
    ]);
    assert.match(faultsOf({ ...webhook, KASIR_WEBHOOK_SECRET: `${other},${other}` })[0]?.message ?? '', /twice/);
  });

  it('reads the variables of the chosen providers only', () => {
    configOf({ BETA_KEY: undefined });
    assert.deepEqual(faultsOf({ KASIR_PROVIDERS: 'beta', ALPHA_KEY: undefined }), [
      { variable: 'BETA_KEY', message: 'is required' },
    ]);
  });

  describe('from files', () => {
    files.set('/secrets/api', { text: 'api-key-from-a-file\n', worldReadable: false });
    files.set('/secrets/alpha', { text: 'alpha-key-from-file', worldReadable: false });
    files.set('/secrets/open', { text: 'api-key-for-everybody', worldReadable: true });
    files.set('/run/secrets/api', { text: 'api-key-from-docker', worldReadable: true });

    it('secrets and provider variables are read', () => {
      const config = configOf({
        KASIR_API_KEYS: undefined,
        KASIR_API_KEYS_FILE: '/secrets/api',
        ALPHA_KEY: undefined,
        ALPHA_KEY_FILE: '/secrets/alpha',
      });
      assert.deepEqual(
        config.apiKeys.map((key) => key.reveal()),
        ['api-key-from-a-file'],
      );
    });

    it('a file that every user may read is refused, except where a container runtime mounts it', () => {
      const [fault] = faultsOf({ KASIR_API_KEYS: undefined, KASIR_API_KEYS_FILE: '/secrets/open' });
      assert.equal(fault?.variable, 'KASIR_API_KEYS_FILE');
      configOf({ KASIR_API_KEYS: undefined, KASIR_API_KEYS_FILE: '/run/secrets/api' });
    });

    it('so does the address, which is no secret, and the URL of the database, which is', () => {
      files.set('/config/address', { text: 'https://pay.shop.example\n', worldReadable: true });
      files.set('/config/database', { text: 'postgres://u:p@h/db', worldReadable: true });
      const config = configOf({ PUBLIC_URL: undefined, PUBLIC_URL_FILE: '/config/address' });
      assert.equal(config.publicUrl, 'https://pay.shop.example');
      const [fault] = faultsOf({ DATABASE_URL_FILE: '/config/database' });
      assert.equal(fault?.variable, 'DATABASE_URL_FILE');
    });

    it('so does what a provider names and is no secret, its public key for example', () => {
      files.set('/config/public.pem', { text: 'public-key-of-alpha\n', worldReadable: true });
      const own = { ...provider('alpha', ['qris']), secretVariables: [] };
      const result = readConfig(
        { ...good(), ALPHA_KEY: undefined, ALPHA_KEY_FILE: '/config/public.pem' },
        { providers: [registerProvider(own)], readFile: (path) => files.get(path) ?? assert.fail() },
      );
      assert.deepEqual(result.ok ? result.config.warnings : result.faults, []);
    });

    it('a missing file is reported once, at its own variable', () => {
      for (const name of ['KASIR_API_KEYS', 'KASIR_METRICS_TOKEN', 'ALPHA_KEY'])
        assert.deepEqual(
          faultsOf({ [name]: undefined, [`${name}_FILE`]: '/secrets/none' }).map(({ variable }) => variable),
          [`${name}_FILE`],
        );
    });

    it('a variable that is set both directly and as a file is a fault', () => {
      assert.equal(faultsOf({ KASIR_API_KEYS_FILE: '/secrets/api' })[0]?.variable, 'KASIR_API_KEYS_FILE');
    });
  });

  it('shows no secret, however it is printed', () => {
    const config = configOf({
      KASIR_API_KEYS: 'CANARY-api-key-aaaaaaaa',
      KASIR_TOKEN_SECRETS: 'CANARY-token-secret-aaa',
      ALPHA_KEY: 'CANARY-alpha-key',
      KASIR_METRICS_TOKEN: 'CANARY-metrics-token',
    });
    for (const text of [
      JSON.stringify(config),
      inspect(config, { depth: 20, showHidden: true }),
      `${config.apiKeys.join()}`,
    ]) {
      assert.ok(!text.includes('CANARY'), text.slice(0, 200));
    }
    assert.equal(config.secrets.filter((secret) => secret.reveal().includes('CANARY')).length, 4);
  });

  it('repeats no value in a fault', () => {
    for (const variable of [
      'KASIR_API_KEYS',
      'KASIR_TOKEN_SECRETS',
      'KASIR_ENCRYPTION_KEYS',
      'KASIR_WEBHOOK_SECRET',
      'KASIR_METRICS_TOKEN',
      'PUBLIC_URL',
      'DATABASE_URL',
      'ALPHA_KEY',
    ]) {
      const faults = faultsOf({ [variable]: 'CAN€RY' });
      assert.ok(!JSON.stringify(faults).includes('CAN€RY'), variable);
    }
  });

  it('DATABASE_URL can be read without the other variables', () => {
    assert.deepEqual(readDatabaseUrl({}), { ok: true, url: 'file:./data/kasir.db' });
    assert.deepEqual(readDatabaseUrl({ DATABASE_URL: 'file:/x.db' }), { ok: true, url: 'file:/x.db' });
    assert.deepEqual(readDatabaseUrl({ DATABASE_URL: '' }), { ok: true, url: 'file:./data/kasir.db' });
    assert.equal(readDatabaseUrl({ DATABASE_URL: 'postgres://x' }).ok, false);
    const readFile = () => ({ text: 'postgres://u:p@h/db\n', worldReadable: false });
    assert.deepEqual(readDatabaseUrl({ DATABASE_URL_FILE: '/x' }, readFile), { ok: true, url: 'postgres://u:p@h/db' });
    const open = readDatabaseUrl({ DATABASE_URL_FILE: '/x' }, () => ({ ...readFile(), worldReadable: true }));
    assert.deepEqual(!open.ok && open.faults.map(({ variable }) => variable), ['DATABASE_URL_FILE']);
  });
});
