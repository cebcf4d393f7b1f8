import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { paymentViewSchema, sessionCheckoutSchema, sessionViewSchema } from '../../../shared/api/views.ts';
import { CHANNEL_CODES } from '../../../shared/channel.ts';
import { CHANNEL_GROUPS, CHANNEL_KINDS } from '../../../shared/channel-kind.ts';
import { CURRENCIES, MAX_AMOUNT } from '../../../shared/money.ts';
import { CHECKOUT_STATUSES, FAILURE_CODES, PAYMENT_STATUSES, REVIEWS } from '../../../shared/payment-status.ts';
import { parseCheckout, parsePayment, parseSession } from '../../../widget/session/parse-views.ts';

/* The widget's own readers, held against the schemas that the BFF answers by. */

const text = fc.string({ maxLength: 20 });
const amount = fc.integer({ min: 0, max: MAX_AMOUNT });
const time = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const some = <T>(needed: Record<string, fc.Arbitrary<T>>, optional: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .tuple(fc.record(needed), fc.record(optional, { requiredKeys: [] }))
    .map(([one, other]): Record<string, unknown> => ({ ...one, ...other }));

const instruction = fc.oneof(
  some({ kind: fc.constant('redirect'), url: text, method: fc.constant('GET') }, { appUrl: text }),
  some(
    {
      kind: fc.constant('form_post'),
      action: text,
      fields: fc.dictionary(
        fc.string({ minLength: 1, maxLength: 8 }).filter((key) => key !== '__proto__'),
        text,
      ) as fc.Arbitrary<unknown>,
    },
    {
      inputs: fc.constant('card'),
      inputNames: some({ number: text, expiry: text, cvv: text, holder: text }, { email: text }),
      expiryFormat: fc.constant('YYMM'),
    },
  ),
  some(
    { kind: fc.constant('virtual_account'), bank: text, number: text, guide: text },
    { accountName: text, qrPayload: text, billerCode: text },
  ),
  some(
    { kind: fc.constant('retail_code'), store: text, code: text, guide: text },
    {
      barcode: fc.constant('code128'),
      biller: text,
      hours: some({ closedFrom: text, closedUntil: text, timeZone: text }, {}),
    },
  ),
  some({ kind: fc.constant('qr'), format: text, payload: text }, {}),
  some({ kind: fc.constant('push'), app: text, phone: text, respondBy: text }, {}),
  some({ kind: fc.constant('otp') }, { sentTo: text, length: fc.integer() }),
  some({ kind: fc.constant('none') }, {}),
);

const payment = some<unknown>(
  {
    id: text,
    channel: fc.constantFrom(...CHANNEL_CODES),
    status: fc.constantFrom(...PAYMENT_STATUSES),
    amount,
    currency: fc.constantFrom(...CURRENCIES),
    expiresAt: time,
    instruction,
    refundedAmount: amount,
    createdAt: time,
    updatedAt: time,
  },
  {
    failure: some<unknown>({ code: fc.constantFrom(...FAILURE_CODES), message: text }, {}),
    review: fc.constantFrom(...REVIEWS),
    capturedAmount: amount,
    reversedAt: time,
    savedMethod: text,
  },
);

const checkout = some<unknown>(
  {
    id: text,
    status: fc.constantFrom(...CHECKOUT_STATUSES),
    amount,
    currency: fc.constantFrom(...CURRENCIES),
    country: text,
    returnUrl: text,
    expiresAt: time,
    savePayment: fc.constantFrom('never', 'offer', 'require'),
  },
  {
    description: text,
    items: fc.array(some<unknown>({ name: text, quantity: fc.integer(), unitAmount: amount }, {}), { maxLength: 3 }),
  },
);

const channel = some<unknown>(
  {
    code: fc.constantFrom(...CHANNEL_CODES),
    kind: fc.constantFrom(...CHANNEL_KINDS),
    group: fc.constantFrom(...CHANNEL_GROUPS),
    label: text,
    savable: fc.boolean(),
    fields: fc.array(
      some<unknown>(
        { name: text, type: fc.constantFrom('text', 'phone', 'email', 'select'), required: fc.boolean(), label: text },
        { options: fc.array(some({ value: text, label: text }, {}), { maxLength: 2 }) },
      ),
      { maxLength: 2 },
    ),
  },
  { minAmount: amount, maxAmount: amount, expiresAfterSeconds: fc.integer(), saveRequired: fc.boolean(), notice: text },
);

const session = some<unknown>(
  {
    checkout,
    channels: fc.array(channel, { maxLength: 3 }),
    savedMethods: fc.array(
      some<unknown>(
        { id: text, channel: fc.constantFrom(...CHANNEL_CODES), label: text, createdAt: time },
        { masked: text, expiresAt: time },
      ),
      { maxLength: 2 },
    ),
    now: time,
  },
  { payment },
);

const CASES = [
  { name: 'a session', sample: session, schema: sessionViewSchema, read: parseSession },
  { name: 'a payment', sample: payment, schema: paymentViewSchema, read: parsePayment },
  { name: 'a checkout', sample: checkout, schema: sessionCheckoutSchema, read: parseCheckout },
] as const;

/** The path of every field in it. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [[...path, key], ...pathsIn(entry, [...path, key])]);
}

function replaced(value: unknown, [first, ...rest]: readonly string[], by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value))
    return value.map((entry: unknown, index) => (String(index) === first ? replaced(entry, rest, by) : entry));
  const record = value as Record<string, unknown>;
  return { ...record, [first]: replaced(record[first], rest, by) };
}

const BROKEN = [undefined, null, 1.5, -1, Number.NaN, 'no such thing', '', {}, [], true, '2026-13-45T99:99:99.000Z'];

for (const { name, sample, schema, read } of CASES)
  describe(name, () => {
    test('is parsed where the schema accepts it, to the same value', () => {
      fc.assert(
        fc.property(sample, (value) => {
          assert.deepEqual(read(value, ''), schema.parse(value));
        }),
      );
    });

    test('is refused wherever the schema refuses it', () => {
      let refused = 0;
      fc.assert(
        fc.property(sample, fc.nat(), fc.constantFrom(...BROKEN), (value, at, by) => {
          const paths = pathsIn(value);
          const path = paths[at % paths.length] ?? [];
          // Codes newer than the widget are accepted: they come with their own label.
          if (['channel', 'code'].includes(path.at(-1) ?? '')) return;
          const broken = replaced(value, path, by);
          if (schema.safeParse(broken).success) return;
          refused += 1;
          assert.throws(() => read(broken, ''), { name: 'ParseError' }, path.join('.'));
        }),
        { numRuns: 500 },
      );
      assert.ok(refused > 100, `only ${refused} broken ones`);
    });
  });

test('unknown fields are left out', () => {
  const [value] = fc.sample(payment, 1);
  assert.ok(!('secret' in parsePayment({ ...value, secret: 'x' }, '')));
});

test('what is not an object is rejected', () => {
  for (const value of [undefined, null, 'x', 1, [], true])
    assert.throws(() => parseSession(value, ''), { name: 'ParseError' });
});
