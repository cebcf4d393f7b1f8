import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openBench } from '../support/bench.ts';
import { SUBJECTS } from '../support/subjects.ts';

const pairs = SUBJECTS.flatMap((from) => SUBJECTS.filter(({ id }) => id !== from.id).map((at) => [from, at] as const));

describe('what one provider proves, proves nothing at the address of another: refused, nothing changes', () => {
  for (const [from, at] of pairs) {
    it(`${from.id} at ${at.id}`, async () => {
      const bench = await openBench(from, [at]);
      try {
        const payment = await bench.pay(await bench.checkout(), from.samples.virtual_account);
        const before = await bench.history(payment.id);
        const genuine = from.genuineClaim(payment);
        const { headers } = genuine;
        const body = await genuine.clone().text();
        for (const path of [at.id, `${at.id}/payouts`]) {
          const moved = new Request(`https://pay.example/v1/notifications/${path}`, { method: 'POST', headers, body });
          assert.ok([400, 401].includes(await bench.deliver(moved)), path);
        }
        await bench.settle();
        assert.deepEqual(await bench.history(payment.id), before);
        assert.equal(await bench.deliver(genuine), 200, 'at its own it is taken');
      } finally {
        await bench.close();
      }
    });
  }
});
