import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createLog } from '../../server/platform/log.ts';
import type { FaultKind, Operation } from '../../server/providers/simulation/simulator.ts';
import { configOf, goodEnvironment, ORIGIN } from '../server/http/a-server.ts';
import { openCrashableServer, type CrashableServer, type HttpReply } from '../support/crashable-server.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

/*
 * A whole life of a shop with marked secrets, tokens, personal data and card numbers, with everything going wrong that
 * can, and the most talkative log. Then every place where something may be read is searched for the marks.
 */

const SECRETS = {
  KASIR_API_KEYS: 'canary-api-key-5d1f0c',
  KASIR_TOKEN_SECRETS: 'canary-token-secret-77ab',
  KASIR_METRICS_TOKEN: 'canary-metrics-token-90',
  KASIR_WEBHOOK_SECRET: `whsec_${Buffer.from('canary-webhook-secret-01').toString('base64')}`,
  KASIR_ENCRYPTION_KEYS: Buffer.from('canary-encryption-key-0123456789').toString('base64'),
};

const PERSON = {
  reference: 'cust-canary-31',
  name: 'Siti Canaria',
  email: 'siti.canaria@example.com',
  phone: '0812-9988-7766',
  address: { line1: 'Jalan Kenari 17', city: 'Kota Kenari', postalCode: '10917', country: 'ID' },
};
/** However it is spelt. */
const PERSONAL = [PERSON.reference, PERSON.name, PERSON.email, '99887766', '9988-7766', 'Jalan Kenari', 'Kota Kenari'];

const CARD = '4111111111111111';
const CARD_MARKS = [CARD, '4111 1111 1111 1111', '4111-1111-1111-1111'];
const OTP = '734921';

const FAULTS: readonly (readonly [Operation, FaultKind])[] = [
  ['create', 'error'],
  ['create', 'garbage'],
  ['create', 'html'],
  ['create', 'reset_after_commit'],
  ['create', '500'],
  ['create', 'wrong_reference'],
  ['inquire', 'truncated'],
  ['inquire', 'unknown_status'],
  ['cancel', 'error'],
  ['refund', 'error'],
];

class Sinks {
  readonly log: string[] = [];
  readonly answers: { readonly path: string; readonly text: string }[] = [];
  metrics = '';
  files = '';
}

async function wholeLife(subject: Subject): Promise<{ sinks: Sinks; marks: readonly string[] }> {
  const sinks = new Sinks();
  const environment = { ...SECRETS, KASIR_WEBHOOK_URL: `${ORIGIN}/events?key=canary-in-the-address` };
  const config = configOf({
    ...goodEnvironment(),
    ...subject.environment,
    KASIR_PROVIDERS: subject.id,
    ...environment,
  });
  const log = createLog({
    level: 'debug',
    destination: { write: (line) => void sinks.log.push(line) },
    secretNames: subject.provider.secretNames,
    secrets: config.secrets.map((secret) => secret.reveal()),
  });
  const server = await openCrashableServer(subject, { environment, log });
  try {
    const tokens = await live(server, subject, sinks);
    sinks.metrics = (
      await server.request('GET', '/metrics', { headers: { authorization: `Bearer ${SECRETS.KASIR_METRICS_TOKEN}` } })
    ).text;
    sinks.files = readdirSync(server.folder)
      .map((name) => readFileSync(join(server.folder, name), 'latin1'))
      .join('\n');
    const providerTokens = server.simulator
      .ledger()
      .filter(({ kind }) => kind === 'token')
      .map(({ id }) => id);
    const ofProvider = subject.provider.secretVariables.map((name) => subject.environment[name] ?? name);
    return { sinks, marks: [...Object.values(SECRETS), ...ofProvider, ...providerTokens, ...tokens] };
  } finally {
    await server.close();
  }
}

/** Answers the client tokens that were given out. */
async function live(server: CrashableServer, subject: Subject, sinks: Sinks): Promise<readonly string[]> {
  const tokens: string[] = [];
  const bearer = SECRETS.KASIR_API_KEYS;
  let keys = 0;

  const say = async (path: string, body: object, as = bearer): Promise<HttpReply> => {
    const said = await server.post(path, body, { bearer: as, key: `key-${(keys += 1)}` });
    sinks.answers.push({ path, text: said.text });
    return said;
  };
  const look = async (path: string, as = bearer): Promise<HttpReply> => {
    const said = await server.request('GET', path, { headers: { authorization: `Bearer ${as}` } });
    sinks.answers.push({ path: path.replace(/\?.*/, ''), text: said.text });
    return said;
  };
  const checkout = async (over: object = {}): Promise<{ id: string; token: string }> => {
    const said = await server.post(
      '/v1/checkouts',
      {
        reference: `order-${randomBytes(4).toString('hex')}`,
        amount: 150_000,
        currency: 'IDR',
        returnUrl: `${ORIGIN}/done`,
        customer: PERSON,
        ...over,
      },
      { bearer },
    );
    const { id = '', clientToken = '' } = read(said);
    tokens.push(clientToken);
    return { id, token: clientToken };
  };
  const pay = async (token: string, choice: object): Promise<string> =>
    read(await say('/v1/session/payments', choice, token))['id'] ?? '';
  const payThere = async (id: string): Promise<void> => {
    const { merchantReference } = (await server.domain.store.findPayment(id)) ?? {};
    const there = server.simulator.payments().find((payment) => payment.reference === merchantReference);
    if (there === undefined) return;
    await server.simulator.perform(there.id, 'forge notification');
    await server.simulator.perform(there.id, 'pay');
    await server.advance(60_000);
  };

  // Every kind of instruction, paid, looked at, and returned where that can be.
  for (const sample of Object.values(subject.samples)) {
    const { id, token } = await checkout();
    await look('/v1/session?device=mobile', token);
    const payment = await pay(token, sample);
    await look(`/v1/session/payments/${payment}`, token);
    await look(`/v1/return/${payment}?status=paid&email=${PERSON.email}&token=canary`);
    await payThere(payment);
    await say(`/v1/payments/${payment}/refunds`, { reason: 'the size was wrong' });
    await server.post(`/v1/checkouts/${id}/cancel`, {}, { bearer });
  }

  // Saved, charged, listed and removed.
  const savable = subject.savable && { ...subject.savable, save: true };
  if (savable !== undefined) {
    const { token } = await checkout({ savePayment: 'offer' });
    await payThere(await pay(token, savable));
    const [method] = await server.domain.store.savedMethodsOf(PERSON.reference);
    assert.ok(method, 'no saved method');
    await look('/v1/session', (await checkout()).token);
    await say('/v1/charges', { reference: 'renewal', amount: 50_000, currency: 'IDR', savedMethod: method.id });
    await server.advance(60_000);
    await server.request('GET', `/v1/customers/${PERSON.reference}/saved-methods`);
    await server.delete(`/v1/saved-methods/${method.id}`);
  }

  // What people type where it does not belong.
  const { token } = await checkout({ savePayment: 'offer' });
  for (const mark of [...CARD_MARKS, OTP, PERSON.email, PERSON.phone]) {
    await say('/v1/session/payments', { channel: 'va_bca', fields: { note: mark } }, token);
    await say('/v1/session/payments', { channel: mark }, token);
    await say('/v1/session/payments', { channel: 'va_bca', savedMethod: mark }, token);
    // A member's name is said again to whoever named it so; a card number is not even then.
    if (CARD_MARKS.includes(mark)) await say('/v1/session/payments', { channel: 'va_bca', [mark]: mark }, token);
    await say('/v1/session/payments/pay_x/confirm', { otp: mark }, token);
    await say('/v1/checkouts', { customer: { email: mark.replace('@', ''), phone: `x${mark}` } });
    await say('/v1/checkouts', { reference: 'r', amount: mark, currency: mark, returnUrl: `https://${mark}.example/` });
    await look(`/v1/session?device=${encodeURIComponent(mark)}`, token);
    await look(`/v1/customers/${encodeURIComponent(mark)}`, 'not-a-key');
    await look(`/v1/payments/${encodeURIComponent(mark)}`);
  }
  const withOtp = await pay(token, {
    channel: 'direct_debit_bri',
    save: true,
    fields: { cardLastFour: '1111', phone: PERSON.phone, email: PERSON.email },
  });
  await say(`/v1/session/payments/${withOtp}/confirm`, { otp: OTP }, token);

  // Everything that a provider may do to us, and notices of strangers.
  for (const [operation, kind] of FAULTS) {
    const { id, token: another } = await checkout();
    server.simulator.fail({ operation, kind });
    const payment = await pay(another, subject.samples.virtual_account);
    await server.post(`/v1/payments/${payment}/inquire`, {}, { bearer });
    await server.post(`/v1/checkouts/${id}/cancel`, {}, { bearer });
  }
  for (const body of ['', '{', JSON.stringify({ customer: PERSON, card: CARD }), `\u0000${CARD}`]) {
    await server.request('POST', `/v1/notifications/${subject.id}`, {
      body,
      headers: { 'content-type': 'application/json', 'x-callback-token': 'canary-of-a-stranger' },
    });
  }
  await server.advance(26 * 3_600_000);
  await look('/v1/events');
  return tokens;
}

const read = (said: HttpReply): Record<string, string> => JSON.parse(said.text) as Record<string, string>;

/** The marks that stand in a text, and the words around the first. */
function found(text: string, marks: readonly string[]): string[] {
  return marks.filter((mark) => text.includes(mark)).map((mark) => around(text, mark));
}

const around = (text: string, mark: string): string => {
  const at = text.indexOf(mark);
  return text.slice(Math.max(0, at - 120), at + mark.length + 40);
};

for (const subject of SUBJECTS) {
  describe(`${subject.id}: no secret leaks`, async () => {
    let life: ReturnType<typeof wholeLife> | undefined;
    const lived = (): ReturnType<typeof wholeLife> => (life ??= wholeLife(subject));

    it('into the log', async () => {
      const { sinks, marks } = await lived();
      const lines = sinks.log.join('');
      assert.ok(sinks.log.length > 100 && lines.includes('"level":"error"'), 'the log is not empty');
      assert.deepEqual(found(lines, [...marks, ...PERSONAL, ...CARD_MARKS, OTP, 'canary']), []);
    });

    it('into the metrics', async () => {
      const { sinks, marks } = await lived();
      assert.match(sinks.metrics, /kasir_payments_total/);
      assert.deepEqual(found(sinks.metrics, [...marks, ...PERSONAL, ...CARD_MARKS, 'canary']), []);
    });

    it('into the files', async () => {
      const { sinks, marks } = await lived();
      assert.ok(sinks.files.includes(subject.samples.virtual_account.channel), 'the search finds what is there');
      assert.deepEqual(found(sinks.files, [...marks, ...PERSONAL, ...CARD_MARKS, OTP]), []);
    });

    it('into a response', async () => {
      const { sinks, marks } = await lived();
      const ofMerchant = marks.filter((mark) => !mark.startsWith('ey'));
      for (const { path, text } of sinks.answers) {
        assert.deepEqual(found(text, [...ofMerchant, ...CARD_MARKS, OTP]), [], path);
        // The customer's browser knows the customer, but a stolen token shall not tell more than it must.
        if (path.startsWith('/v1/session'))
          assert.deepEqual(found(text, [PERSON.email, '99887766', 'Kenari']), [], path);
      }
    });
  });
}
