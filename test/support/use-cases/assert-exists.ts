import assert from 'node:assert/strict';
import type { CrashableServer, HttpReply } from '../crashable-server.ts';
import { read } from './steps.ts';

/** What was answered exists under the id in the answer. */
export async function assertExists({ domain: { store } }: CrashableServer, reply: HttpReply): Promise<void> {
  const id = read(reply)['id'] ?? '';
  const found =
    (await store.findPayment(id)) ??
    (await store.findCheckout(id)) ??
    (await store.findRefund(id)) ??
    (await store.findPayout(id));
  assert.equal(found?.id, id);
}
