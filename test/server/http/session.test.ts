import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { currentPayment } from '../../../server/http/browser/current-payment.ts';
import type { Checkout, Payment, SavedMethod } from '../../../server/payments/model/model.ts';
import { SUBJECTS } from '../../support/subjects.ts';
import { openServer, SUBJECT, type TestServer } from './a-server.ts';

describe('a field that takes numbers of one country', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer({ subject: SUBJECTS.find(({ id }) => id === 'nicepay') ?? SUBJECT });
  });
  after(() => server.close());

  const foreign = { phone: '+6591234567' };
  const open = () => server.checkout({ channels: ['ewallet_ovo'], customer: foreign });
  it('is a required field if the shop knows another value', async () => {
    const { json } = await server.browser((await open()).token, '/v1/session');
    const [channel] = json['channels'] as readonly { fields: readonly { name: string }[] }[];
    assert.deepEqual(
      channel?.fields.map(({ name }) => name),
      ['phone'],
    );
  });

  it('is refused, naming the field, when its value does not fit, and nothing is sent', async () => {
    const { token } = await open();
    const pay = (fields: object, key: string) =>
      server.browser(token, '/v1/session/payments', { channel: 'ewallet_ovo', fields }, { key });
    for (const [fields, key] of [
      [{}, 'none'],
      [foreign, 'foreign'],
    ] as const) {
      const { status, json } = await pay(fields, key);
      assert.deepEqual([status, json['errors'][0]?.['path']], [400, 'fields.phone']);
    }
    assert.deepEqual(server.simulator.ledger(), []);
    assert.equal((await pay({ phone: '0812 1000 2000' }, 'good')).status, 201);
  });
});

describe('a session', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  const codes = (json: { readonly [name: string]: unknown }): string[] =>
    (json['channels'] as readonly { code: string }[]).map(({ code }) => code);

  it('contains only what the customer’s browser may know', async () => {
    const { token } = await server.checkout({
      description: 'Kopi',
      metadata: { margin: '40' },
      customer: { reference: 'cust-9', name: 'Siti', email: 'siti@example.com', phone: '081210002000' },
    });
    const { json, text } = await server.browser(token, '/v1/session');
    assert.deepEqual(Object.keys(json['checkout'] as object).toSorted(), [
      'amount',
      'country',
      'currency',
      'description',
      'expiresAt',
      'id',
      'returnUrl',
      'savePayment',
      'status',
    ]);
    for (const secret of ['margin', 'cust-9', 'siti@example.com', '8121000', 'Siti'])
      assert.ok(!text.includes(secret), secret);
    assert.ok(codes(json).length > 3);
    assert.equal(json['payment'], undefined);
    assert.equal(json['now'], new Date(server.clock.now()).toISOString());
  });

  it('offers only what the checkout asked for', async () => {
    const { token } = await server.checkout({ channels: ['qris', 'va_bca'] });
    assert.deepEqual(codes((await server.browser(token, '/v1/session')).json).toSorted(), ['qris', 'va_bca']);
  });

  it('asks for no field that the customer’s data already answer', async () => {
    const fieldsOf = async (order: object): Promise<unknown> => {
      const { token } = await server.checkout({ channels: ['ewallet_ovo'], ...order });
      const { json } = await server.browser(token, '/v1/session');
      return (json['channels'] as readonly { fields: readonly { name: string }[] }[])[0]?.fields.map(
        ({ name }) => name,
      );
    };
    assert.deepEqual(await fieldsOf({}), ['phone']);
    assert.deepEqual(await fieldsOf({ customer: { phone: '081210002000' } }), []);
  });

  it('shows the open payment until it is canceled', async () => {
    const { token } = await server.checkout();
    const paid = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k' });
    const session = await server.browser(token, '/v1/session');
    assert.deepEqual(session.json['payment'], paid.json);
    await server.browser(token, `/v1/session/payments/${String(paid.json['id'])}/cancel`, {});
    assert.equal((await server.browser(token, '/v1/session')).json['payment'], undefined);
  });

  it('labels fields in the caller’s language', async () => {
    const { token } = await server.checkout();
    const labelIn = async (language: string): Promise<unknown> => {
      const { json } = await server.browser(token, '/v1/session', undefined, {
        headers: { 'accept-language': language },
      });
      const channels = json['channels'] as readonly { code: string; fields: readonly { label: string }[] }[];
      return channels.find(({ code }) => code === 'ewallet_ovo')?.fields[0]?.label;
    };
    assert.equal(await labelIn('id'), 'Nomor HP yang terdaftar di OVO');
    assert.equal(await labelIn('en-GB, id;q=0.5'), 'Mobile number registered with OVO');
  });

  it('shows a method that was saved twice only once: the last used one', async () => {
    const customer = { reference: 'cust-twice', name: 'Siti' };
    const { token } = await server.checkout({ customer });
    const paid = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'twice' });
    const { store } = server.composed.domain;
    const method = (id: string, at: number, masked?: string): SavedMethod => ({
      id,
      customerReference: customer.reference,
      provider: server.composed.domain.providerRouter.offers('card', 'ID', 'IDR')[0]?.provider ?? '',
      channel: 'card',
      currency: 'IDR',
      country: 'ID',
      token: `token-of-${id}`,
      label: 'Card',
      status: 'active',
      paymentId: String(paid.json['id']),
      createdAt: at,
      updatedAt: at,
      ...(masked === undefined ? {} : { masked }),
    });
    await store.transact(async (tx) => {
      await tx.insertSavedMethod(method('tok_1', 1, '•••• 1234'));
      await tx.insertSavedMethod(method('tok_2', 2, '•••• 1234'));
      await tx.insertSavedMethod(method('tok_3', 3, '•••• 9876'));
      await tx.insertSavedMethod(method('tok_4', 4));
      await tx.insertSavedMethod(method('tok_5', 5));
    }, 'new');
    const { json } = await server.browser(token, '/v1/session');
    const shown = (json['savedMethods'] as readonly { id: string }[]).map(({ id }) => id);
    assert.deepEqual(shown, ['tok_5', 'tok_4', 'tok_3', 'tok_2']);
  });

  it('offers nothing once the checkout is closed', async () => {
    const { id, token } = await server.checkout();
    await server.api(`/v1/checkouts/${id}/cancel`, {});
    const { json } = await server.browser(token, '/v1/session');
    assert.deepEqual(json['channels'], []);
    assert.equal((json['checkout'] as { status?: string }).status, 'canceled');
  });
});

describe('the current payment', () => {
  const checkout = (status: Checkout['status']): Checkout => ({ status }) as Checkout;
  const payment = (id: string, status: Payment['status'], review?: Payment['review']): Payment =>
    ({ id, status, review }) as Payment;
  const idOf = (status: Checkout['status'], ...payments: Payment[]): string | undefined =>
    currentPayment(checkout(status), payments)?.id;

  it('is the one that paid, also behind newer ones', () => {
    assert.equal(idOf('paid', payment('c', 'canceled'), payment('b', 'succeeded'), payment('a', 'failed')), 'b');
  });
  it('is the first that paid, where two did', () => {
    assert.equal(idOf('paid', payment('b', 'succeeded', 'paid_twice'), payment('a', 'succeeded')), 'a');
  });
  it('is the authorized one rather than a newer one', () => {
    assert.equal(idOf('open', payment('b', 'failed'), payment('a', 'authorized')), 'a');
  });
  it('is otherwise the newest, even if it has failed', () => {
    assert.equal(idOf('open', payment('b', 'failed'), payment('a', 'unknown')), 'b');
  });
  it('is none after the customer went back to the channel list', () => {
    assert.equal(idOf('open', payment('a', 'canceled')), undefined);
    assert.equal(idOf('canceled', payment('a', 'canceled')), 'a');
    assert.equal(idOf('open'), undefined);
  });
  it('is the canceled one if it was paid all the same', () => {
    assert.equal(idOf('open', payment('a', 'canceled', 'paid_late')), 'a');
  });
});
