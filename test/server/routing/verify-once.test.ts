import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  MalformedNotification,
  type Gateway,
  type RawNotification,
  type VerifiedNotification,
} from '../../../server/payments/ports/ports.ts';
import { verifyOnce } from '../../../server/routing/verify-once.ts';

const notification = (text: string): RawNotification => ({ body: Buffer.from(text), headers: {}, contentType: '' });

function countingGateway() {
  const counts = { verified: 0 };
  const verify = (raw: RawNotification): VerifiedNotification | undefined => {
    counts.verified += 1;
    if (raw.body.toString() === 'malformed') throw new MalformedNotification('it is malformed');
    // Its brand cannot be made outside a provider.
    return raw.body.toString() === 'genuine' ? (raw as object as VerifiedNotification) : undefined;
  };
  return { gateway: verifyOnce({ verify } as Gateway), counts };
}

test('a genuine notification is verified once', () => {
  const { gateway, counts } = countingGateway();
  const raw = notification('genuine');
  const verified = gateway.verify(raw);
  assert.ok(verified !== undefined);
  assert.equal(gateway.verify(raw), verified);
  assert.equal(counts.verified, 1);
  gateway.verify(notification('genuine'));
  assert.equal(counts.verified, 2, 'the same text is not the same notification');
});

test('one that cannot be read is read once, and refused as often as it is asked for', () => {
  const { gateway, counts } = countingGateway();
  const raw = notification('malformed');
  for (let time = 0; time < 2; time += 1) assert.throws(() => gateway.verify(raw), MalformedNotification);
  assert.equal(counts.verified, 1);
});

test('a forgery is not verified later', () => {
  const { gateway } = countingGateway();
  const raw = notification('forged');
  assert.deepEqual([gateway.verify(raw), gateway.verify(raw)], [undefined, undefined]);
});
