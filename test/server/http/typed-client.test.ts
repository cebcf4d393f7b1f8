import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { typesOf } from '../../support/openapi-types.ts';
import { API_KEY, openServer, type TestServer } from './a-server.ts';

const TSC = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));

/** What a shop would write with the types. */
const CLIENT = `
import type { CheckoutWithToken, EventBody, NewCheckout } from './kasir.js';

export async function order(url: string, key: string): Promise<string> {
  const body: NewCheckout = {
    reference: 'typed-1', amount: 150000, currency: 'IDR', returnUrl: 'https://shop.example/done', expand: ['session'],
  };
  const answer = await fetch(url + '/v1/checkouts', {
    method: 'POST',
    headers: { authorization: 'Bearer ' + key, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const made = (await answer.json()) as CheckoutWithToken;
  const channels: string[] = (made.session?.channels ?? []).map(({ code }) => code);
  return [made.status, made.amount, channels.length > 0].join(' ');
}

export function told(event: EventBody): string {
  switch (event.type) {
    case 'checkout.paid': return event.data.checkout.reference;
    case 'payment.succeeded': return event.data.payment.id;
    case 'payout.failed': return event.data.payout.id;
    default: return event.type;
  }
}
`;

describe('a client generated from the OpenAPI document', () => {
  let server: TestServer;
  const folder = mkdtempSync(join(tmpdir(), 'kasir-client-'));
  before(async () => {
    server = await openServer();
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const compile = (client: string): string => {
    writeFileSync(join(folder, 'client.ts'), client);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const options = ['--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom', '--types', ''];
    return spawnSync(process.execPath, [TSC, ...options, 'client.ts'], { cwd: folder, encoding: 'utf8' }).stdout;
  };

  it('compiles, narrows events by their type, and creates a checkout (N15)', async () => {
    const { json } = await server.call('/openapi.json');
    const document = z
      .object({ components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }) })
      .parse(json);
    writeFileSync(join(folder, 'kasir.ts'), typesOf(document.components.schemas));
    assert.equal(compile(CLIENT), '');
    const client: unknown = await import(pathToFileURL(join(folder, 'client.js')).href);
    const { order } = z
      .object({ order: z.function({ input: [z.string(), z.string()], output: z.promise(z.string()) }) })
      .parse(client);
    assert.equal(await order(server.url, API_KEY), 'open 150000 true');
    assert.match(compile(CLIENT.replace('event.data.checkout.reference', 'event.data.payout.id')), /client\.ts/);
    assert.match(compile(CLIENT.replace("'IDR'", "'XXX'")), /client\.ts/);
  });
});
