import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { API_KEY, configOf, goodEnvironment, openServer, type TestServer } from './a-server.ts';

const NEW_KEY = 'api-key-after-the-rotation';
const OLD_SEAL = Buffer.alloc(32, 7).toString('base64');
const NEW_SEAL = Buffer.alloc(32, 8).toString('base64');

describe('reloaded secrets are effective at once, and nothing else changes (S10)', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  const reload = (over: Record<string, string>): void =>
    server.composed.reload(configOf({ ...goodEnvironment(), ...over }));
  const status = async (bearer: string): Promise<number> =>
    (await server.api('/v1/events', undefined, { bearer })).status;

  it('API keys, client token secrets, encryption keys and those of providers', async () => {
    const { id, token } = await server.checkout();
    assert.deepEqual([await status(API_KEY), await status(NEW_KEY)], [200, 401]);
    reload({
      KASIR_API_KEYS: NEW_KEY,
      KASIR_TOKEN_SECRETS: 'another-secret-that-signs-tokens',
      KASIR_ENCRYPTION_KEYS: `${NEW_SEAL},${OLD_SEAL}`,
    });
    assert.deepEqual([await status(API_KEY), await status(NEW_KEY)], [401, 200]);
    assert.equal((await server.browser(token, '/v1/session')).status, 401, 'a token of the old secret');
    const renewed = await server.api(`/v1/checkouts/${id}/token`, {}, { bearer: NEW_KEY });
    const paying = await server.browser(
      String(renewed.json['clientToken']),
      '/v1/session/payments',
      { channel: 'va_bca' },
      { key: 'k1' },
    );
    assert.equal(paying.status, 201, paying.text);
  });

  it('a renewal encrypts by the first of the reloaded keys what the old one has encrypted', async () => {
    const customer = { reference: 'cust-1', name: 'Siti' };
    // By the key with which the server was started.
    reload({ KASIR_API_KEYS: `${API_KEY},${NEW_KEY}`, KASIR_ENCRYPTION_KEYS: `${OLD_SEAL},${NEW_SEAL}` });
    const { id } = await server.checkout({ customer });
    reload({ KASIR_API_KEYS: `${API_KEY},${NEW_KEY}`, KASIR_ENCRYPTION_KEYS: `${NEW_SEAL},${OLD_SEAL}` });
    const renewed = new Map<string, number>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const body: object = cursor === '' ? {} : { cursor };
      const { status: code, json, text } = await server.api('/v1/encryption/renew', body);
      assert.equal(code, 200, text);
      renewed.set(String(json['table']), Number(json['renewed']));
      cursor = (json['nextCursor'] as string | null | undefined) ?? null;
    }
    assert.ok((renewed.get('checkouts') ?? 0) > 0, JSON.stringify([...renewed]));
    reload({ KASIR_API_KEYS: `${API_KEY},${NEW_KEY}`, KASIR_ENCRYPTION_KEYS: NEW_SEAL });
    const { json } = await server.api(`/v1/checkouts/${id}`);
    assert.equal(json['customer']?.['name'], 'Siti');
  });

  it('encryption keys that do not open what is stored are not taken', async () => {
    const strange = Buffer.alloc(32, 9).toString('base64');
    assert.throws(() => reload({ KASIR_API_KEYS: API_KEY, KASIR_ENCRYPTION_KEYS: strange }));
    assert.equal(await status(NEW_KEY), 200, 'nothing of it is taken');
  });
});
