import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

scenario('an old PAID of another order is replayed: neither order moves', async (bench, subject) => {
  const first = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
  await bench.act(first, 'pay');
  await bench.advance(1_500);
  const notice = bench.notices.at(-1);
  assert.ok(notice);
  const second = await bench.pay(await bench.checkout(), subject.samples.virtual_account);
  const events = (await bench.events()).length;
  await bench.advance(3_600_000);
  assert.equal(await bench.deliver(notice.clone()), 200);
  await bench.settle();
  assert.equal((await bench.payment(second.id)).status, 'requires_action');
  assert.equal((await bench.payment(first.id)).review, undefined);
  assert.equal((await bench.events()).length, events);
});
