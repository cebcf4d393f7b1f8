import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { APP_SCHEMES } from '../../../shared/app-scheme.ts';
import { CHANNEL_CODES } from '../../../shared/channel.ts';
import { CURRENCY_DECIMALS } from '../../../shared/money.ts';
import { registerProvider, type Provider } from '../../../server/providers/provider.ts';
import { providers } from '../../../server/providers/registry.ts';

test('there are providers, each with an id and variables of its own', () => {
  assert.ok(providers.length > 0);
  const variables = providers.flatMap((provider) => provider.variables);
  assert.equal(new Set(providers.map(({ id }) => id)).size, providers.length);
  assert.equal(new Set(variables).size, variables.length);
  for (const { id, variables: own, secretVariables } of providers) {
    assert.match(id, /^[a-z][a-z0-9]*$/);
    assert.ok(secretVariables.length > 0);
    for (const name of secretVariables) assert.ok(own.includes(name), name);
    for (const name of own) assert.ok(name.startsWith(`${id.toUpperCase()}_`), name);
  }
});

test('offers are valid: limits, fields, and one per channel, country and currency', () => {
  for (const { id, offers } of providers) {
    assert.ok(offers.length > 0);
    assert.equal(new Set(offers.map((o) => `${o.channel} ${o.country} ${o.currency}`)).size, offers.length);
    for (const offer of offers) {
      const name = `${id} ${offer.channel} ${offer.country}`;
      assert.equal(offer.provider, id);
      assert.ok(CHANNEL_CODES.includes(offer.channel), name);
      assert.ok(offer.currency in CURRENCY_DECIMALS, name);
      for (const limit of [offer.minAmount, offer.maxAmount])
        assert.ok(limit === undefined || (Number.isSafeInteger(limit) && limit > 0), name);
      assert.ok((offer.minAmount ?? 1) <= (offer.maxAmount ?? Infinity), name);
      assert.ok(
        offer.expiryBounds === undefined || offer.expiryBounds.minSeconds < offer.expiryBounds.maxSeconds,
        name,
      );
      assert.ok(!offer.supports.saveRequired || offer.supports.save, name);
      assert.ok(!offer.supports.merchantInitiated || offer.supports.save, name);
      assert.equal(new Set(offer.fields.map((field) => field.name)).size, offer.fields.length, name);
      for (const { regex } of offer.fields.flatMap((field) => field.pattern ?? []))
        assert.equal(regex.global || regex.sticky, false, name);
    }
  }
});

test('no app scheme can run a script', () => {
  const forbidden = [
    'javascript',
    'data',
    'vbscript',
    'blob',
    'file',
    'intent',
    'about',
    'http',
    'https',
    'ftp',
    'view-source',
  ];
  for (const scheme of APP_SCHEMES) {
    assert.match(scheme, /^[a-z][a-z0-9.+-]*$/);
    assert.equal(forbidden.includes(scheme), false, scheme);
  }
});

test('a provider sees its own variables only, and its secrets are named', () => {
  let seen: unknown;
  const environment = z.object({ ANY_KEY: z.string().min(8), ANY_URL: z.string().optional() });
  const provider: Provider<z.infer<typeof environment>> = {
    id: 'any',
    environment,
    variables: ['ANY_KEY', 'ANY_URL'],
    secretVariables: ['ANY_KEY'],
    offers: [],
    notification: { accepted: { status: 200, contentType: 'text/plain', body: 'OK' } },
    secretNames: [],
    baseUrlOf: () => new URL('https://any.example'),
    modeOf: () => 'sandbox',
    wantsHttps: true,
    connect: (settings) => {
      seen = settings;
      throw new Error('enough');
    },
  };
  const registered = registerProvider(provider);
  const configured = registered.configure({
    ANY_KEY: 'abcdefgh, ijklmnop,x',
    ANY_URL: 'https://any.example',
    OTHER_KEY: 'not mine at all',
  });
  assert.ok(configured.ok);
  assert.deepEqual([...configured.secrets].sort(), ['abcdefgh', 'abcdefgh, ijklmnop,x', 'ijklmnop']);
  assert.throws(() =>
    configured.connect({
      fetch: () => Promise.reject(new Error()),
      clock: { now: () => 0 },
      idGenerator: { next: () => '' },
      log: console,
    }),
  );
  assert.deepEqual(seen, { ANY_KEY: 'abcdefgh, ijklmnop,x', ANY_URL: 'https://any.example' });
  const faulty = registered.configure({ ANY_KEY: 'short' });
  assert.deepEqual(faulty.ok ? [] : faulty.faults.map(({ variable }) => variable), ['ANY_KEY']);
});
