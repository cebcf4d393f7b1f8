import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseUrl, storeTest, tempFolder, tempStore } from './temp-store.ts';

const BUDGET = 'any GET /payments/{id}';
const START = Date.UTC(2026, 3, 1);
const SECOND = 1_000;

storeTest('counts up to the limit within a sliding minute, then says when there is room again', async (t) => {
  const store = await tempStore(t);
  const take = (now: number): Promise<number | undefined> =>
    store.countRequests({ budget: BUDGET, sent: 0, upTo: 3 }, now);
  for (const after of [0, 1, 20]) assert.equal(await take(START + after * SECOND), undefined);
  // The two of the first step of five seconds count until that whole step is a minute old.
  assert.equal(await take(START + 21 * SECOND), START + 65 * SECOND);
  assert.equal(await take(START + 64 * SECOND), START + 65 * SECOND);
  assert.equal(await take(START + 65 * SECOND), undefined);
  assert.equal(await take(START + 66 * SECOND), undefined);
  assert.equal(await take(START + 66 * SECOND), START + 85 * SECOND);
});

storeTest('what was sent without asking is counted, also beyond the limit', async (t) => {
  const store = await tempStore(t);
  assert.equal(await store.countRequests({ budget: BUDGET, sent: 5 }, START), undefined);
  assert.equal(
    await store.countRequests({ budget: BUDGET, sent: 0, upTo: 3 }, START + 30 * SECOND),
    START + 65 * SECOND,
  );
  assert.equal(await store.countRequests({ budget: BUDGET, sent: 0, upTo: 6 }, START + 30 * SECOND), undefined);
  assert.equal(await store.countRequests({ budget: 'another', sent: 0, upTo: 1 }, START), undefined);
});

storeTest('a limit of nothing is refused with a time in the future', async (t) => {
  const store = await tempStore(t);
  const retryAt = await store.countRequests({ budget: BUDGET, sent: 0, upTo: 0 }, START);
  assert.ok((retryAt ?? 0) > START);
});

storeTest('counts of a clock that was ahead and was set back do not last', async (t) => {
  const store = await tempStore(t);
  await store.countRequests({ budget: BUDGET, sent: 100 }, START + 3_600 * SECOND);
  assert.equal(await store.countRequests({ budget: BUDGET, sent: 0, upTo: 1 }, START), undefined);
});

storeTest('three instances at once: of 60 requests exactly the limit is counted', async (t) => {
  const url = await databaseUrl(t);
  // A SQLite file has one process; there one store stands for all.
  const urls = url.startsWith('postgres') ? [url, url, url] : [url];
  const stores = await Promise.all(urls.map((one) => tempStore(t, { url: one })));
  const asked = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      (stores[index % stores.length] ?? assert.fail()).countRequests({ budget: BUDGET, sent: 0, upTo: 20 }, START),
    ),
  );
  assert.equal(asked.filter((retryAt) => retryAt === undefined).length, 20);
});

test('a restart forgets nothing', async (t) => {
  const folder = tempFolder(t);
  const store = await tempStore(t, { folder });
  await store.countRequests({ budget: BUDGET, sent: 20 }, START);
  await store.close();
  const after = await tempStore(t, { folder });
  assert.notEqual(await after.countRequests({ budget: BUDGET, sent: 0, upTo: 20 }, START + SECOND), undefined);
});
