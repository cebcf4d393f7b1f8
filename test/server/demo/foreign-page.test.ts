import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, it } from 'node:test';
import { refuseForeignPages } from '../../../server/demo/foreign-page.ts';

const OWN = new Set(['http://localhost:4000', 'http://127.0.0.1:4000']);

function refused(host: string, method: string, headers: Record<string, string>): boolean {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const result = refuseForeignPages(OWN, host)({ method, headers }, response);
  assert.equal(response.headersSent && response.statusCode === 403, result);
  return result;
}

describe('a form that is sent to the demo', () => {
  it('by a page of another origin is refused (S13)', () => {
    for (const origin of ['https://evil.example', 'http://localhost:4001', 'http://evil.example:4000', 'null']) {
      for (const method of ['POST', 'PUT', 'DELETE'])
        assert.ok(refused('127.0.0.1', method, { origin, host: 'evil.example:4000' }), origin);
    }
    assert.ok(refused('127.0.0.1', 'POST', { origin: 'null', 'sec-fetch-site': 'cross-site' }));
    assert.ok(refused('0.0.0.0', 'POST', { origin: 'https://evil.example', host: '192.168.1.7:4000' }));
  });

  it('by its own page, or by a program, is accepted', () => {
    assert.ok(!refused('127.0.0.1', 'POST', { origin: 'http://localhost:4000' }));
    assert.ok(!refused('127.0.0.1', 'POST', {}));
    assert.ok(!refused('127.0.0.1', 'GET', { origin: 'https://evil.example' }));
    assert.ok(!refused('127.0.0.1', 'POST', { origin: 'null', 'sec-fetch-site': 'same-origin' }));
    assert.ok(!refused('0.0.0.0', 'POST', { origin: 'http://192.168.1.7:4000', host: '192.168.1.7:4000' }));
  });
});
