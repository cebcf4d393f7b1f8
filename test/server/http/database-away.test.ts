import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommitUnknown } from '../../../server/payments/ports/ports.ts';
import { problemOf } from '../../../server/http/problem.ts';
import { startPostgres } from '../../support/postgres.ts';
import { newReference, openServer } from './a-server.ts';

const order = (reference: string) => ({
  reference,
  amount: 150_000,
  currency: 'IDR',
  country: 'ID',
  returnUrl: 'https://shop.example/thanks',
});

test('PostgreSQL crashes and comes back: 503 and a clear log line, then all goes on without a restart', async () => {
  const postgres = await startPostgres({ durable: true });
  const url = new URL(await postgres.createDatabase());
  url.password = 'canary-password';
  const server = await openServer({ environment: { DATABASE_URL: url.href } });
  const create = (reference: string) => server.api('/v1/checkouts', order(reference), { key: reference });
  try {
    await server.composed.start();
    const before = await create(newReference());
    assert.equal(before.status, 201);

    await postgres.stop('immediate');
    const during = newReference();
    const refused = await create(during);
    assert.equal(refused.status, 503);
    assert.equal(refused.headers['retry-after'], '5');
    assert.equal(refused.json['code'], 'storage_unavailable');
    const line = server.log.find((each) => each.includes('the database is not available: DATABASE_URL: '));
    assert.match(line ?? '', /cannot be reached|shutting down|crashed/);

    await postgres.start();
    let after = await create(during);
    while (after.status === 503) after = await create(during);
    assert.equal(after.status, 201);
    assert.equal((await server.api(`/v1/checkouts/${String(before.json['id'])}`)).status, 200);
    // Logged at level info, long after the start.
    while (!server.log.some((each) => each.includes('connection for announcements is back'))) await create(during);
    assert.ok(server.log.every((each) => !each.includes('canary-password')));
  } finally {
    await server.close();
    await postgres.stop('fast');
  }
});

test('a commit whose outcome is unknown is answered 503, and nobody is told that nothing was stored', () => {
  const { problem } = problemOf(new CommitUnknown('lost'), 'request', 'https://pay.example/docs');
  assert.equal(problem.status, 503);
  assert.doesNotMatch(problem.detail ?? '', /nothing was/);
});
