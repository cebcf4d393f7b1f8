import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byCard, CUSTOMER, paymentBody, RETURN_URLS, simulated, VA } from '../support/simulated.ts';

type Over = Readonly<Record<string, unknown>>;

const va = (properties: Over): Over => ({ ...VA, channel_properties: { display_name: 'Toko', ...properties } });

const REFUSED: readonly (readonly [name: string, over: Over, code: string])[] = [
  ['less than the channel takes', { ...VA, request_amount: 9_999 }, 'INVALID_VALUE_ERROR'],
  ['more than the channel takes', { ...VA, request_amount: 50_000_001 }, 'INVALID_VALUE_ERROR'],
  ['a negative amount', { request_amount: -1 }, 'API_VALIDATION_ERROR'],
  ['a fraction of a rupiah', { request_amount: 25_000.5 }, 'INVALID_VALUE_ERROR'],
  ['no amount', { request_amount: undefined }, 'API_VALIDATION_ERROR'],
  ['an unknown channel', { channel_code: 'DANAA' }, 'API_VALIDATION_ERROR'],
  ['a channel of another country', { channel_code: 'GCASH' }, 'INVALID_VALUE_ERROR'],
  ['another country’s currency', { currency: 'PHP' }, 'INVALID_VALUE_ERROR'],
  ['a required property missing', { ...VA, channel_properties: {} }, 'API_VALIDATION_ERROR'],
  ['a required property empty', { ...VA, channel_properties: { display_name: ' ' } }, 'API_VALIDATION_ERROR'],
  ['no properties', { channel_properties: undefined }, 'API_VALIDATION_ERROR'],
  [
    'a return address without https',
    { channel_properties: { success_return_url: 'http://shop.example/' } },
    'API_VALIDATION_ERROR',
  ],
  [
    'a return address that is a script',
    { channel_properties: { success_return_url: 'javascript:alert(1)' } },
    'API_VALIDATION_ERROR',
  ],
  [
    'a return address too long',
    { channel_properties: { success_return_url: `https://a.example/${'x'.repeat(250)}` } },
    'API_VALIDATION_ERROR',
  ],
  ['an end in the past', va({ expires_at: '2020-01-01T00:00:00Z' }), 'INVALID_VALUE_ERROR'],
  ['an end that is no time', va({ expires_at: 'tomorrow' }), 'API_VALIDATION_ERROR'],
  [
    'a chosen number where none may be chosen',
    { ...va({ virtual_account_number: '12345678' }), channel_code: 'BNC_VIRTUAL_ACCOUNT' },
    'INVALID_VALUE_ERROR',
  ],
  [
    'a cashtag without its sign',
    { channel_code: 'JENIUSPAY', channel_properties: { cashtag: 'siti' } },
    'INVALID_PAYMENT_DETAILS',
  ],
  ['saving what cannot be saved', { ...VA, ...CUSTOMER, type: 'PAY_AND_SAVE' }, 'INVALID_VALUE_ERROR'],
  ['saving without a customer', { type: 'PAY_AND_SAVE' }, 'API_VALIDATION_ERROR'],
  ['a reusable wallet', { type: 'REUSABLE_PAYMENT_CODE' }, 'INVALID_VALUE_ERROR'],
  ['one payment where only saved ones are sold', { channel_code: 'BRI_DIRECT_DEBIT' }, 'INVALID_VALUE_ERROR'],
  ['an unknown type', { type: 'SINGLE_PAYMENT' }, 'API_VALIDATION_ERROR'],
  ['manual capture of a wallet', { capture_method: 'MANUAL' }, 'INVALID_VALUE_ERROR'],
  [
    'a name with special characters',
    { customer: { ...CUSTOMER.customer, individual_detail: { given_names: 'Siti <3' } } },
    'API_VALIDATION_ERROR',
  ],
  [
    '51 metadata keys',
    { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v'])) },
    'API_VALIDATION_ERROR',
  ],
  ['a card number with a wrong check digit', byCard({ card_number: '4111111111111112' }), 'INVALID_PAYMENT_DETAILS'],
  ['an expired card', byCard({ expiry_month: '03', expiry_year: '2026' }), 'CARD_EXPIRED'],
  ['a card without its holder', byCard({ cardholder_first_name: undefined }), 'API_VALIDATION_ERROR'],
  ['an unknown token', { payment_token_id: `pt-${'0'.repeat(36)}`, channel_code: undefined }, 'INVALID_TOKEN'],
];

describe('the simulator of Xendit: rejected requests', () => {
  for (const [name, over, code] of REFUSED) {
    it(`${name}: ${code}`, async () => {
      const sim = simulated();
      await sim.refused('POST', '/v3/payment_requests', paymentBody(over), 400, code);
      assert.deepEqual(sim.simulator.ledger(), []);
      assert.deepEqual(sim.simulator.payments(), []);
    });
  }

  it('accepts amounts at the limits', async () => {
    const sim = simulated();
    for (const amount of [10_000, 50_000_000]) await sim.pay({ ...VA, request_amount: amount });
    const pesonet = {
      country: 'PH',
      currency: 'PHP',
      channel_code: 'PESONET_ONLINE_BANKING',
      channel_properties: RETURN_URLS,
    };
    await sim.pay({ ...pesonet, request_amount: 50_000.01 });
    await sim.refused(
      'POST',
      '/v3/payment_requests',
      paymentBody({ ...pesonet, request_amount: 50_000 }),
      400,
      'INVALID_VALUE_ERROR',
    );
  });

  it('accepts return URLs on loopback without https', async () => {
    const sim = simulated();
    for (const host of ['localhost:4000', '127.0.0.1:4000', '[::1]:4000']) {
      await sim.pay({ channel_properties: { success_return_url: `http://${host}/v1/return/1` } });
    }
  });

  it('accepts a card’s reference once, and rejects a repeat by status 409', async () => {
    const sim = simulated();
    await sim.pay({ ...byCard(), reference_id: 'once' });
    const again = paymentBody({ ...byCard(), reference_id: 'once' });
    await sim.refused('POST', '/v3/payment_requests', again, 409, 'DATA_NOT_FOUND');
    await sim.pay({ reference_id: 'once' });
    await sim.pay({ reference_id: 'once' });
  });

  it('skips 3-D Secure only where the account may', async () => {
    const allowed = await simulated().pay(byCard({}, { skip_three_ds: true }));
    assert.equal(allowed['status'], 'SUCCEEDED');
    const sim = simulated({ skipThreeDs: false });
    await sim.refused(
      'POST',
      '/v3/payment_requests',
      paymentBody(byCard({}, { skip_three_ds: true })),
      403,
      'SKIP_3DS_FORBIDDEN',
    );
  });
});
