import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { HeardAnnouncement, Store } from '../../../../server/payments/ports/ports.ts';
import { createCipher } from '../../../../server/platform/crypto.ts';
import { openStore } from '../../../../server/store/open-store.ts';
import { startPostgres } from '../../../support/postgres.ts';
import { startTcpProxy } from '../../../support/tcp-proxy.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';
import { KEY, quiet } from '../temp-store.ts';

const CHANGED = { changed: 'co_1' };

async function openOn(t: TestContext, url: string): Promise<{ store: Store; heard: HeardAnnouncement[] }> {
  const store = await openStore({ url, clock: virtualClock(), cipher: createCipher([KEY]), log: quiet });
  t.after(() => store.close());
  const heard: HeardAnnouncement[] = [];
  store.onAnnouncement((announcement) => heard.push(announcement));
  return { store, heard };
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!isSo()) {
    assert.ok(performance.now() < end, String(isSo));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Announces until it is heard: the other store may not listen yet. */
async function untilHeard(store: Store, heard: readonly HeardAnnouncement[], changed: string): Promise<void> {
  await until(() => {
    store.announce([{ changed }]);
    return heard.some((each) => 'changed' in each && each.changed === changed);
  });
}

test('what one store announces, another one hears, and itself once', async (t) => {
  const postgres = await startPostgres();
  const url = await postgres.createDatabase();
  const [here, there] = [await openOn(t, url), await openOn(t, url)];
  await untilHeard(here.store, there.heard, 'ready');
  await new Promise((resolve) => void setImmediate(resolve));
  const before = here.heard.length;
  here.store.announce([CHANGED, { jobs: true }, { released: 'key' }]);
  await until(() => there.heard.some((each) => 'released' in each));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(there.heard.slice(-3), [CHANGED, { jobs: true }, { released: 'key' }]);
  assert.deepEqual(here.heard.slice(before), [CHANGED, { jobs: true }, { released: 'key' }]);
});

test('after a connection that was lost, announcements may have been missed, and are heard again', async (t) => {
  const postgres = await startPostgres();
  const direct = await postgres.createDatabase();
  const proxy = await startTcpProxy(postgres.port);
  t.after(() => proxy.close());
  const url = new URL(direct);
  url.port = String(proxy.port);
  const [here, there] = [await openOn(t, direct), await openOn(t, url.href)];
  await untilHeard(here.store, there.heard, 'ready');
  proxy.cut();
  await until(() => there.heard.some((each) => 'missed' in each));
  await untilHeard(here.store, there.heard, 'again');

  there.heard.length = 0;
  await postgres.stop('immediate');
  here.store.announce([CHANGED]);
  await postgres.start();
  await until(() => there.heard.some((each) => 'missed' in each));
  await untilHeard(here.store, there.heard, 'after the restart');
});
