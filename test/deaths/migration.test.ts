import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { request } from 'undici';
import { openConnection } from '../../server/store/connection.ts';
import { schemaOf } from '../../server/store/migrate.ts';
import { writePreviousVersion } from '../server/store/previous-version.ts';
import { freePort } from '../support/live/free-port.ts';
import { openOutsideWorld } from '../support/live/outside-world.ts';
import { LIVE_KEYS, serverEnvironment } from '../support/live/server-environment.ts';
import { spawnServer, type ServerProcess } from '../support/live/server-process.ts';
import { campaignFolder } from './campaign-folder.ts';
import { compileHook } from './compile-hook.ts';
import { TRIGGER_VARIABLE } from './hook/trigger.ts';

const DEATHS = 12;
/** From one death to the next, in statements of the process. */
const STRIDE = 13;

test(`a migration that is killed ${DEATHS} times is undone each time, and then completed`, async (t) => {
  const folder = join(campaignFolder(), 'data');
  t.after(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
  mkdirSync(folder);
  const path = join(folder, 'kasir.db');
  const before = openConnection(path);
  await writePreviousVersion(before);
  const { pending } = schemaOf(before);
  before.close();

  const hook = await compileHook();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const world = await openOutsideWorld({ providers: ['xendit'], instances: 1, targets: () => [url] });
  t.after(() => world.close());
  const environment = { ...serverEnvironment(port, url), ...world.environment(0), DATABASE_URL: `file:${path}` };
  const start = async (nth?: number): Promise<ServerProcess> => {
    const trigger = nth === undefined ? {} : { [TRIGGER_VARIABLE]: JSON.stringify({ on: 'statement', text: '', nth }) };
    const server = spawnServer({ environment: { ...environment, ...trigger }, nodeArguments: ['--import', hook] });
    await server.started;
    return server;
  };

  let died = 0;
  for (let death = 0; death < DEATHS; death += 1) {
    const server = await start(1 + death * STRIDE);
    if (server.startedInMs === undefined) died += 1;
    server.kill('SIGKILL');
    await server.ended;
    const file = openConnection(path);
    const left = schemaOf(file).pending;
    assert.ok(left.length === 0 || left.length === pending.length, `half migrated: ${left.join(', ')}`);
    assert.deepEqual(file.query('PRAGMA integrity_check').rows, [{ integrity_check: 'ok' }]);
    file.close();
    if (left.length === 0) break;
  }
  t.diagnostic(`killed in the migration\n${died} times`);
  assert.ok(died >= DEATHS / 2, `it died only ${died} times before it listened`);

  const server = await start();
  t.after(() => server.kill('SIGKILL'));
  const answer = await request(`${url}/v1/checkouts/co_1`, { headers: { authorization: `Bearer ${LIVE_KEYS.api}` } });
  assert.equal(answer.statusCode, 200);
  await answer.body.dump();
});
