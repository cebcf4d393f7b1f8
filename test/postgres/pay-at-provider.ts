import assert from 'node:assert/strict';
import { merchantReferenceOf } from '../../server/payments/ports/reference.ts';
import type { OutsideWorld } from '../support/live/outside-world.ts';

/** The customer pays this payment at its provider. */
export async function payAtProvider({ simulators }: OutsideWorld, id: string): Promise<void> {
  for (const simulator of simulators) {
    const target = simulator.payments().find(({ reference }) => reference === merchantReferenceOf(id));
    if (target === undefined) continue;
    const { ok, message } = await simulator.perform(target.id, 'pay');
    assert.ok(ok, message);
    return;
  }
  throw new Error(`no provider knows the payment ${id}`);
}
