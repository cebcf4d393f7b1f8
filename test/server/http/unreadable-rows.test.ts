import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openConnection } from '../../../server/store/connection.ts';
import { tempFolder } from '../store/temp-store.ts';
import { openServer } from './a-server.ts';

test('one row that cannot be decrypted: lists and pages still work, and name what is missing (S9)', async (t) => {
  const path = join(tempFolder(t), 'kasir.db');
  const server = await openServer({ environment: { DATABASE_URL: `file:${path}` } });
  t.after(() => server.close());
  const { id, token } = await server.checkout({ customer: { name: 'Siti' } });
  const other = await server.checkout({ customer: { name: 'Budi' } });
  await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k1' });
  const file = openConnection(path);
  file.query(`UPDATE checkouts SET customer = 'tampered' WHERE id = ?`, [id]);
  file.query(`UPDATE payments SET instruction = 'tampered' WHERE checkout_id = ?`, [id]);
  file.close();

  const listed = await server.api('/v1/checkouts');
  assert.equal(listed.status, 200, listed.text);
  const views = [...(listed.json['data'] ?? [])];
  const damaged = views.find((view) => String(view['id']) === id);
  const whole = views.find((view) => String(view['id']) === other.id);
  assert.deepEqual([damaged?.['customer'], damaged?.['unreadable']], [null, true]);
  assert.deepEqual([whole?.['customer'], whole?.['unreadable']], [{ name: 'Budi' }, undefined]);
  const payment = damaged?.['payments']?.[0];
  assert.deepEqual(
    [payment?.['instruction'], payment?.['unreadable'], payment?.['status'], payment?.['amount']],
    [null, true, 'requires_action', 150_000],
  );

  const session = await server.browser(token, '/v1/session');
  assert.equal(session.status, 200);
  assert.deepEqual(session.json['payment']?.['instruction'], { kind: 'none' });
  const canceled = await server.api(`/v1/checkouts/${id}/cancel`, {});
  assert.equal(canceled.status, 200, canceled.text);
  assert.ok(
    server.log.some((line) => line.includes('sealed column cannot be decrypted') && !line.includes('tampered')),
  );
});
