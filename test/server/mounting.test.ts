import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createClient } from '../../server/client/index.ts';
import { createKasir, type Kasir, type KasirEvent } from '../../server/index.ts';
import { migratedFile } from '../support/migrated-file.ts';
import { HOSTS } from '../support/mounting/hosts.ts';
import { quietLog } from '../support/quiet-log.ts';
import { API_KEY, configOf, goodEnvironment, newReference, ORIGIN } from './http/a-server.ts';
import { quickTmpdir } from '../support/quick-tmpdir.ts';

describe('Kasir inside a shop, on its port, below a path', () => {
  let folder: string;
  let kasir: Kasir;
  let told: KasirEvent[] = [];
  let wake: (() => void) | undefined;
  before(async () => {
    folder = await mkdtemp(join(quickTmpdir(), 'kasir-mounted-'));
    const path = join(folder, 'kasir.db');
    await migratedFile(path);
    const config = configOf({
      ...goodEnvironment(),
      PUBLIC_URL: 'https://shop.example/pay',
      DATABASE_URL: `file:${path}`,
    });
    const onEvent = (event: KasirEvent): void => {
      told.push(event);
      wake?.();
    };
    kasir = await createKasir(config, { log: quietLog, onEvent });
    await kasir.start();
  });
  after(async () => {
    await kasir.stop();
    await rm(folder, { recursive: true, force: true });
  });

  for (const { name, mount } of HOSTS) {
    it(name, async (t) => {
      const host = await mount(kasir);
      if (typeof host === 'string') return t.skip(host);
      await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
      t.after(() => {
        host.closeAllConnections();
        host.close();
      });
      const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
      const text = async (path: string): Promise<string> => (await fetch(url + path)).text();

      assert.equal(await text('/hello'), 'hello');
      assert.notEqual(await text('/payment-terms'), await text('/pay/healthz'));
      assert.equal((await fetch(`${url}/pay/healthz`)).status, 200);
      const document = (await (await fetch(`${url}/pay/openapi.json`)).json()) as { servers: { url: string }[] };
      assert.equal(document.servers[0]?.url, 'https://shop.example/pay');
      const page = await fetch(`${url}/pay/docs`);
      assert.equal((await fetch(new URL('docs.css', page.url))).status, 200);

      // A body, an event stream, and what happened, told in this process.
      told = [];
      const client = createClient({ url: `${url}/pay`, apiKey: API_KEY });
      const checkout = await client.checkouts.create({
        reference: newReference(),
        amount: 150_000,
        currency: 'IDR',
        returnUrl: `${ORIGIN}/done`,
      });
      const stream = await fetch(`${url}/pay/v1/session/events`, {
        headers: { authorization: `Bearer ${checkout.clientToken}`, origin: ORIGIN },
      });
      assert.equal(stream.headers.get('content-type')?.split(';')[0], 'text/event-stream');
      await stream.body?.cancel();
      await client.checkouts.cancel(checkout.id);
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (told.length > 0) resolve();
      });
      const [event] = told;
      assert.ok(event?.type === 'checkout.canceled');
      assert.equal(event.data.checkout.id, checkout.id);
    });
  }

  it('has one receiver of events', async () => {
    const config = configOf({
      ...goodEnvironment(),
      KASIR_WEBHOOK_URL: 'https://shop.example/hooks',
      KASIR_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
    });
    await assert.rejects(createKasir(config, { log: quietLog, onEvent: () => undefined }), {
      name: 'TypeError',
      message: /KASIR_WEBHOOK_URL/,
    });
  });
});
