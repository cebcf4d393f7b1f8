import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openServer, type TestServer } from './a-server.ts';

describe('new payments', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer({ environment: { KASIR_TRUSTED_PROXIES: '1' } });
  });
  after(() => server.close());

  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  const pay = (token: string, body: object, key: string, address: string) =>
    server.browser(token, '/v1/session/payments', body, { key, ...from(address) });
  const ovo = (index: number) => ({ channel: 'ewallet_ovo', fields: { phone: `08121000200${index}` } });

  it('that alert the customer are limited to five in ten minutes per checkout; then 429 says until when (F19)', async () => {
    const { token } = await server.checkout();
    const replies = [];
    for (let index = 0; index < 7; index += 1) replies.push(await pay(token, ovo(index), `a${index}`, '203.0.113.1'));
    assert.deepEqual(
      replies.map(({ status }) => status),
      [201, 201, 201, 201, 201, 429, 429],
    );
    const refused = replies.at(-1);
    assert.equal(refused?.json['code'], 'rate_limited');
    const wait = Number(refused?.headers['retry-after']);
    assert.ok(wait > 0 && wait <= 600, String(wait));

    // A repeat under the same key is not counted, and a refused request may be repeated under its key.
    assert.equal((await pay(token, ovo(5), 'a5', '203.0.113.1')).status, 429);
    // Channels that alert nobody can still be used, and the refused requests have closed nothing.
    assert.equal((await pay(token, { channel: 'qris' }, 'q', '203.0.113.1')).status, 201);
  });

  it('are checked before anything is closed: an open payment can still be paid (D16)', async () => {
    const { token } = await server.checkout();
    for (let index = 0; index < 5; index += 1) await pay(token, ovo(index), `b${index}`, '203.0.113.5');
    const shown = await pay(token, { channel: 'va_bca' }, 'va', '203.0.113.5');
    assert.equal(shown.status, 201);
    assert.equal((await pay(token, ovo(6), 'b6', '203.0.113.5')).status, 429);
    const after = await server.browser(token, `/v1/session/payments/${String(shown.json['id'])}`);
    assert.equal(after.json['status'], 'requires_action');
  });

  it('that only show an instruction are limited to thirty: trying one channel after the other is free (F19)', async () => {
    const { token } = await server.checkout();
    const statuses: number[] = [];
    for (let index = 0; index < 31; index += 1) {
      const channel = index % 2 === 0 ? 'va_bca' : 'qris';
      statuses.push((await pay(token, { channel }, `c${index}`, `203.0.113.${100 + index}`)).status);
    }
    assert.deepEqual([statuses.filter((status) => status === 201).length, statuses.at(-1)], [30, 429]);
  });

  it('that create nothing, or return an existing payment, are not counted', async () => {
    const { token } = await server.checkout();
    for (let round = 0; round < 8; round += 1) {
      const same = await server.browser(
        token,
        '/v1/session/payments',
        { channel: 'va_bca' },
        { key: `s${round}`, ...from('203.0.113.2') },
      );
      assert.equal(same.status, 201);
      const bad = await server.browser(
        token,
        '/v1/session/payments',
        { channel: 'va_bca', fields: { x: '1' } },
        { key: `b${round}`, ...from('203.0.113.2') },
      );
      assert.equal(bad.status, 400);
    }
    assert.equal(
      (await server.browser(token, '/v1/session/payments', { channel: 'qris' }, { key: 'z', ...from('203.0.113.2') }))
        .status,
      201,
    );
  });

  it('are limited to thirty a minute per client address; an IPv6 /64 counts as one', async () => {
    let made = 0;
    let refused = 0;
    for (let round = 0; round < 34; round += 1) {
      const { token } = await server.checkout();
      const address = `2001:db8:1:2:${round.toString(16)}::1`;
      const { status } = await server.browser(
        token,
        '/v1/session/payments',
        { channel: 'va_bca' },
        { key: 'k', ...from(address) },
      );
      if (status === 201) made += 1;
      if (status === 429) refused += 1;
    }
    assert.deepEqual([made, refused], [30, 4]);
    const { token } = await server.checkout();
    const other = await server.browser(
      token,
      '/v1/session/payments',
      { channel: 'va_bca' },
      { key: 'k', ...from('2001:db8:1:3::1') },
    );
    assert.equal(other.status, 201);
  });
});

describe('one-time passwords', () => {
  it('are limited to five in ten minutes per checkout, entered and resent together: a stolen token cannot guess one (F19)', async () => {
    const server = await openServer();
    try {
      const { token } = await server.checkout({ savePayment: 'offer', customer: { reference: 'cust-1' } });
      const made = await server.browser(
        token,
        '/v1/session/payments',
        {
          channel: 'direct_debit_bri',
          save: true,
          fields: { cardLastFour: '1234', phone: '081234567890', email: 'a@b.id' },
        },
        { key: 'a' },
      );
      assert.equal(made.json['instruction']?.['kind'], 'otp', made.text);
      const path = `/v1/session/payments/${String(made.json['id'])}`;
      const statuses: number[] = [];
      for (let round = 0; round < 2; round += 1) {
        statuses.push((await server.browser(token, `${path}/confirm`, { otp: `00000${round}` })).status);
        statuses.push((await server.browser(token, `${path}/resend-otp`, {})).status);
      }
      statuses.push((await server.browser(token, `${path}/confirm`, { otp: '000009' })).status);
      assert.ok(!statuses.includes(429), statuses.join(' '));
      for (const [call, body] of [
        ['confirm', { otp: '123456' }],
        ['resend-otp', {}],
      ] as const) {
        const refused = await server.browser(token, `${path}/${call}`, body);
        assert.deepEqual([refused.status, refused.json['code']], [429, 'rate_limited']);
        assert.ok(Number(refused.headers['retry-after']) > 0);
      }
    } finally {
      await server.close();
    }
  });
});
