import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newReference, openServer, ORIGIN, type TestServer } from './a-server.ts';

/** Values that could redirect the customer to another site than the merchant's. */
const PAYLOADS = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/orders/1',
  'orders/1',
  '',
  ' ',
  'evil.example',
  'shop.example/orders/1',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  'https:\\\\evil.example',
  'https://evil.example',
  'https://evil.example/https://shop.example/',
  'https://evil.example?https://shop.example/',
  'https://evil.example#https://shop.example/',
  'https://evil.example\\@shop.example/',
  'https://evil.example\\.shop.example/',
  'https://shop.example@evil.example/',
  'https://shop.example:pass@evil.example/',
  'https://user@shop.example/',
  'https://user:pass@shop.example/',
  'https://shop.example%40evil.example/',
  'https://shop.example%2eevil.example/',
  'https://shop.example.evil.example/',
  'https://evil-shop.example/',
  'https://evilshop.example/',
  'https://shop.example./',
  'https://shop.example:8443/',
  'https://shop.example:80/',
  'https://sub.shop.example/',
  'https://shop。evil.example/',
  'https://shop.example\u3002evil.example/',
  'https://ѕhop.example/',
  'https://ｅｖｉｌ.example/',
  'https://shop.example\u0000.evil.example/',
  'https://shop.example\t.evil.example/',
  'https://shop.exam\nple/',
  'h\nttps://shop.example/',
  '\u0001https://shop.example/',
  ' https://shop.example/',
  'https://shop.example/ ',
  'https://shop.example/a b',
  'https://shop.example\\orders',
  'http://shop.example/',
  'http://localhost:3001/',
  'http://127.0.0.1:3000/',
  'http://[::1]:3000/',
  'http://169.254.169.254/latest/meta-data',
  'ftp://shop.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//https://shop.example/',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://shop.example/1234',
  'view-source:https://shop.example/',
  'intent://shop.example/#Intent;scheme=https;end',
  'about:blank',
  'https://',
  'https://[',
  'https://0x7f.1/',
  `https://shop.example/${'x'.repeat(3_000)}`,
];

describe('returnUrl', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  it('is tested with at least 60 values', () => assert.ok(PAYLOADS.length >= 60));

  for (const returnUrl of PAYLOADS) {
    it(`${JSON.stringify(returnUrl).slice(0, 70)} is refused by name`, async () => {
      const before = await server.state();
      const reply = await server.api('/v1/checkouts', {
        reference: newReference(),
        amount: 1_000,
        currency: 'IDR',
        returnUrl,
      });
      assert.equal(reply.status, 400, reply.text);
      assert.deepEqual(
        (reply.json['errors'] as readonly { path: string }[]).map(({ path }) => path),
        ['returnUrl'],
      );
      assert.equal(await server.state(), before);
    });
  }

  it('of an allowed origin is accepted unchanged', async () => {
    for (const returnUrl of [
      `${ORIGIN}/`,
      ORIGIN,
      `${ORIGIN}/orders/1?a=b&c=%20#done`,
      'http://localhost:3000/x',
      'https://shop.example:443/x',
    ]) {
      const reply = await server.api('/v1/checkouts', {
        reference: newReference(),
        amount: 1_000,
        currency: 'IDR',
        returnUrl,
      });
      assert.equal(reply.status, 201, reply.text);
      assert.equal(reply.json['returnUrl'], returnUrl);
    }
  });
});
