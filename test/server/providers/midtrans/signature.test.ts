import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { isSignedBy, signatureOf } from '../../../../server/providers/midtrans/signature.ts';
import { basicAuthorization } from '../../../../server/providers/midtrans/send.ts';

const signedFields = z.object({ order_id: z.string(), status_code: z.string(), gross_amount: z.string() });
const key = z.enum(['published', 'example']);
/** Its Iris vector is of Midtrans' payouts, which this adapter does not make. */
const { keys, vectors, equivalents, negative, basic } = z
  .object({
    keys: z.object({ published: z.object({ serverKey: z.string() }), example: z.object({ serverKey: z.string() }) }),
    vectors: z.array(z.object({ id: z.string(), key, inputs: signedFields, signature_key: z.string() })),
    equivalents: z.object({
      pairs: z.array(z.object({ a: signedFields, b: signedFields, key, signature_key: z.string() })),
    }),
    negative: z.array(z.object({ id: z.string(), key, inputs: signedFields, signature_key: z.string() })),
    basic: z.array(z.object({ id: z.string(), serverKey: z.string(), authorization: z.string() })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../../vectors/midtrans.json', import.meta.url), 'utf8')));

test('every signature that Midtrans has published, and our own, is reproduced', () => {
  assert.ok(vectors.length >= 7);
  for (const { id, key: name, inputs, signature_key: expected } of vectors)
    assert.equal(signatureOf(inputs, keys[name].serverKey), expected, id);
});

test('signatures over reformatted amounts or by another algorithm are refused', () => {
  assert.ok(negative.length >= 2);
  for (const { id, key: name, inputs, signature_key: wrong } of negative)
    assert.equal(isSignedBy(inputs, wrong, keys[name].serverKey), false, id);
});

test('two orders can have the same signature, so that a genuine one proves no order', () => {
  for (const { a, b, key: name, signature_key: shared } of equivalents.pairs)
    for (const fields of [a, b]) assert.equal(isSignedBy(fields, shared, keys[name].serverKey), true);
});

test('the server key is the user of HTTP Basic, and its colon stays', () => {
  for (const { id, serverKey, authorization } of basic) assert.equal(basicAuthorization(serverKey), authorization, id);
});
