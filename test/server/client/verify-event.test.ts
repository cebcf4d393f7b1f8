import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EVENT_TYPES } from '../../../shared/event-type.ts';
import { verifyEvent, type KasirEvent, type VerifyEventOptions } from '../../../server/client/index.ts';
import { eventText, OTHER_SECRET, SECRET, sign, SIGNED_AT } from './sign.ts';

const options: VerifyEventOptions = { secret: SECRET, lastSequence: () => undefined, now: () => SIGNED_AT + 5_000 };
const refusal = (reason: string) => ({ name: 'EventVerificationError', reason });

describe('verifyEvent', () => {
  const body = eventText('checkout.paid');

  it('returns the event with its id and stream, from text, bytes and any kind of headers', async () => {
    const expected = { id: 'evt_1', stream: 'co_1', ...(JSON.parse(body) as object) };
    const headers = sign(body);
    const capitals = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    for (const given of [headers, capitals, new Headers(headers)])
      for (const bytes of [body, Buffer.from(body), new TextEncoder().encode(body).buffer])
        assert.deepEqual(await verifyEvent(bytes, given, options), expected);
  });

  it('accepts either of two secrets while they are rotated', async () => {
    const headers = sign(body, { secrets: [OTHER_SECRET, SECRET] });
    for (const secret of [SECRET, OTHER_SECRET, `${OTHER_SECRET},${SECRET}`, [OTHER_SECRET]])
      assert.equal((await verifyEvent(body, headers, { ...options, secret })).id, 'evt_1');
  });

  it('refuses other bytes, another secret, another id and another time', async () => {
    const headers = sign(body);
    const cases: [string, Record<string, string>, Partial<VerifyEventOptions>][] = [
      [body.replace('150000', '150001'), headers, {}],
      [`${body} `, headers, {}],
      [body, headers, { secret: OTHER_SECRET }],
      [body, { ...headers, 'webhook-id': 'evt_2' }, {}],
      [body, { ...headers, 'webhook-timestamp': String(SIGNED_AT / 1_000 + 1) }, {}],
      [body, { ...headers, 'webhook-signature': headers['webhook-signature']?.replace('v1,', 'v2,') ?? '' }, {}],
      [body, { ...headers, 'webhook-signature': 'v1,' }, {}],
    ];
    for (const [text, given, over] of cases)
      await assert.rejects(verifyEvent(text, given, { ...options, ...over }), refusal('signature_mismatch'));
  });

  it('refuses a signature more than five minutes old, or from the future', async () => {
    for (const [seconds, isGood] of [
      [300, true],
      [301, false],
      [-300, true],
      [-301, false],
    ] as const) {
      const verified = verifyEvent(body, sign(body), { ...options, now: () => SIGNED_AT + seconds * 1_000 });
      if (isGood) await verified;
      else await assert.rejects(verified, refusal('timestamp_outside_tolerance'));
    }
    const patient = { ...options, toleranceSeconds: 600, now: () => SIGNED_AT + 599_000 };
    assert.equal((await verifyEvent(body, sign(body), patient)).id, 'evt_1');
  });

  it('refuses a request without its headers', async () => {
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      const { [name]: _left, ...rest } = sign(body);
      await assert.rejects(verifyEvent(body, rest, options), refusal('headers_missing'));
      const doubled = { ...rest, [name]: [sign(body)[name] ?? '', 'x'] };
      await assert.rejects(verifyEvent(body, doubled, options), refusal('headers_missing'));
    }
    const odd = { ...sign(body), 'webhook-timestamp': '1e9' };
    await assert.rejects(verifyEvent(body, odd, options), refusal('headers_missing'));
  });

  it('refuses what is signed and no event', async () => {
    for (const text of ['', '[]', 'null', '{"type":"checkout.paid"}', eventText('checkout.paid', { checkout: 1 })])
      await assert.rejects(verifyEvent(text, sign(text), options), refusal('body_unreadable'));
  });

  it('passes over what is about nothing, like the ping of kasir doctor: the shop answers 2xx', async () => {
    const text = JSON.stringify({ type: 'ping', timestamp: new Date().toISOString(), data: { sequence: 0 } });
    const { type, stream } = await verifyEvent(text, sign(text), options);
    assert.deepEqual({ type, stream }, { type: 'views_only', stream: '' });
  });

  it('says what to do about a parsed body, and about a secret that is none', async () => {
    const parsed = JSON.parse(body) as string;
    await assert.rejects(verifyEvent(parsed, sign(body), options), { name: 'TypeError', message: /express\.json\(\)/ });
    for (const secret of ['', 'secret', 'whsec_', 'whsec_*', `whsec_${'A'.repeat(33)}`])
      await assert.rejects(verifyEvent(body, sign(body), { ...options, secret }), { name: 'TypeError' });
  });

  it('returns the views alone once a later event was seen', async () => {
    const seen = async (last: number | null | undefined): Promise<KasirEvent> =>
      verifyEvent(body, sign(body), {
        ...options,
        lastSequence: (stream) => Promise.resolve(stream === 'co_1' ? last : 99),
      });
    for (const last of [undefined, null, 0, 2, 3]) assert.equal((await seen(last)).type, 'checkout.paid');
    const event = await seen(4);
    assert.deepEqual(
      [event.type, event.type === 'views_only' && event.originalType, event.data.checkout?.status],
      ['views_only', 'checkout.paid', 'paid'],
    );
  });

  it('returns the views alone of a type that it does not know, or whose subject is missing', async () => {
    for (const type of ['dispute.opened', 'payment.succeeded', 'payment', 'toString']) {
      const text = eventText(type);
      const event = await verifyEvent(text, sign(text), options);
      assert.deepEqual([event.type, event.type === 'views_only' && event.originalType], ['views_only', type]);
    }
  });

  it('knows the subject of every type', async () => {
    const data = { payment: { id: 'pay_1' }, savedMethod: { id: 'tok_1' }, payout: { id: 'po_1' } };
    for (const type of EVENT_TYPES) {
      const text = eventText(type, data);
      assert.equal((await verifyEvent(text, sign(text), options)).type, type);
    }
    const payout = eventText('payout.failed', { checkout: undefined, payout: { id: 'po_1' } });
    assert.equal((await verifyEvent(payout, sign(payout), options)).stream, 'po_1');
  });
});

/** Never run: it compiles only while the type of an event says which views are there. */
export function narrowed(event: KasirEvent): string {
  switch (event.type) {
    case 'checkout.paid':
      return event.data.checkout.reference;
    case 'payment.refunded':
      return `${event.data.checkout.id} ${event.data.payment.refundedAmount} ${event.data.refund?.origin ?? ''}`;
    case 'saved_method.activated':
      return event.data.savedMethod.label;
    case 'payout.failed':
      return event.data.payout.failure?.code ?? '';
    case 'views_only':
      return `${event.originalType} ${event.data.checkout?.status ?? ''}`;
    default:
      return event.type;
  }
}
