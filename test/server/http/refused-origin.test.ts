import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openServer } from './a-server.ts';

it('the log names a disallowed origin and the variable that allows it, once (N7)', async () => {
  const server = await openServer();
  const warnings = (): readonly string[] => server.log.filter((line) => line.includes('KASIR_ALLOWED_ORIGINS'));
  try {
    for (let times = 0; times < 3; times += 1) {
      await server.call('/v1/session', { headers: { origin: 'https://new-shop.example' } });
      await server.call('/v1/session', { method: 'OPTIONS', headers: { origin: 'https://new-shop.example' } });
    }
    assert.equal(warnings().length, 1);
    assert.match(warnings()[0] ?? '', /https:\/\/new-shop\.example/);

    await server.call('/v1/session', { headers: { origin: 'https://x.example/a b"c' } });
    assert.doesNotMatch(warnings().join('\n'), /a b/, 'what is no origin is not repeated');

    for (let n = 0; n < 200; n += 1)
      await server.call('/v1/session', { headers: { origin: `https://made-up-${n}.example` } });
    assert.ok(warnings().length <= 100, 'who makes origins up fills no log');
  } finally {
    await server.close();
  }
});
