import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createLog } from '../../server/platform/log.ts';
import type { FaultKind, SimulatedOperation } from '../../server/providers/simulation/simulator.ts';
import { configOf, goodEnvironment, ORIGIN } from '../server/http/a-server.ts';
import { openCrashableServer, type CrashableServer, type HttpReply } from '../support/crashable-server.ts';
import { recordSpans } from '../support/record-spans.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';
import { HOUR } from '../support/durations.ts';

/*
 * A run through all features of a shop with recognizable secrets, tokens, personal data and card numbers, with all kinds of
 * faults, at log level debug. Then the log, the metrics, the traces, the files of the database, the events and the
 * responses are searched for these marks, also as base64, hexadecimal and in a URL.
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
/** In all spellings. */
const PERSONAL = [PERSON.reference, PERSON.name, PERSON.email, '99887766', '9988-7766', 'Jalan Kenari', 'Kota Kenari'];

const CARD = '4111111111111111';
const CARD_MARKS = [CARD, '4111 1111 1111 1111', '4111-1111-1111-1111'];
const OTP = '734921';

const FAULTS: readonly (readonly [SimulatedOperation, FaultKind])[] = [
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

const spans = recordSpans();

class Outputs {
  readonly log: string[] = [];
  readonly responses: { readonly path: string; readonly text: string }[] = [];
  metrics = '';
  files = '';
  events: readonly string[] = [];
}

async function runAllFeatures(subject: Subject): Promise<{ outputs: Outputs; marks: readonly string[] }> {
  const outputs = new Outputs();
  const environment = { ...SECRETS, KASIR_WEBHOOK_URL: `${ORIGIN}/events?key=canary-in-the-address` };
  const config = configOf({
    ...goodEnvironment(),
    ...subject.environment,
    KASIR_PROVIDERS: subject.id,
    ...environment,
  });
  const log = createLog({
    level: 'debug',
    destination: { write: (line) => void outputs.log.push(line) },
    secretNames: subject.provider.secretNames,
    secrets: config.secrets.map((secret) => secret.reveal()),
  });
  const server = await openCrashableServer(subject, { environment, log });
  try {
    const tokens = await exerciseFeatures(server, subject, outputs);
    outputs.metrics = (
      await server.request('GET', '/metrics', { headers: { authorization: `Bearer ${SECRETS.KASIR_METRICS_TOKEN}` } })
    ).text;
    outputs.events = server.received.map(({ body }) => body);
    outputs.files = readdirSync(server.folder)
      .map((name) => readFileSync(join(server.folder, name), 'latin1'))
      .join('\n');
    const providerTokens = server.simulator
      .ledger()
      .filter(({ kind }) => kind === 'token')
      .map(({ id }) => id);
    const ofProvider = subject.provider.secretVariables.map((name) => subject.environment[name] ?? name);
    return { outputs, marks: [...Object.values(SECRETS), ...ofProvider, ...providerTokens, ...tokens] };
  } finally {
    await server.close();
  }
}

/** @returns the client tokens that were issued */
async function exerciseFeatures(
  server: CrashableServer,
  subject: Subject,
  outputs: Outputs,
): Promise<readonly string[]> {
  const tokens: string[] = [];
  const bearer = SECRETS.KASIR_API_KEYS;
  let keys = 0;

  const post = async (path: string, body: object, as = bearer): Promise<HttpReply> => {
    const reply = await server.post(path, body, { bearer: as, key: `key-${(keys += 1)}` });
    outputs.responses.push({ path, text: reply.text });
    return reply;
  };
  const get = async (path: string, as = bearer): Promise<HttpReply> => {
    const reply = await server.request('GET', path, { headers: { authorization: `Bearer ${as}` } });
    outputs.responses.push({ path: path.replace(/\?.*/, ''), text: reply.text });
    return reply;
  };
  const checkout = async (over: object = {}): Promise<{ id: string; token: string }> => {
    const reply = await server.post(
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
    const { id = '', clientToken = '' } = read(reply);
    tokens.push(clientToken);
    return { id, token: clientToken };
  };
  const pay = async (token: string, choice: object): Promise<string> =>
    read(await post('/v1/session/payments', choice, token))['id'] ?? '';
  const payAtProvider = async (id: string): Promise<void> => {
    const { merchantReference } = (await server.domain.store.findPayment(id)) ?? {};
    const found = server.simulator.payments().find((payment) => payment.reference === merchantReference);
    if (found === undefined) return;
    await server.simulator.perform(found.id, 'forge notification');
    await server.simulator.perform(found.id, 'pay');
    await server.advance(60_000);
  };

  // Every kind of instruction: shown, paid, and refunded where possible.
  for (const sample of Object.values(subject.samples)) {
    const { id, token } = await checkout();
    await get('/v1/session?device=mobile', token);
    const payment = await pay(token, sample);
    await get(`/v1/session/payments/${payment}`, token);
    await get(`/v1/return/${payment}?status=paid&email=${PERSON.email}&token=canary`);
    await payAtProvider(payment);
    await post(`/v1/payments/${payment}/refunds`, { reason: 'the size was wrong' });
    await server.post(`/v1/checkouts/${id}/cancel`, {}, { bearer });
  }

  // Saved, charged, listed and removed.
  const savable = subject.savable && { ...subject.savable, save: true };
  if (savable !== undefined) {
    const { token } = await checkout({ savePayment: 'offer' });
    await payAtProvider(await pay(token, savable));
    const [method] = await server.domain.store.savedMethodsOf(PERSON.reference);
    assert.ok(method, 'no saved method');
    await get('/v1/session', (await checkout()).token);
    await post('/v1/charges', { reference: 'renewal', amount: 50_000, currency: 'IDR', savedMethod: method.id });
    await server.advance(60_000);
    await server.request('GET', `/v1/customers/${PERSON.reference}/saved-methods`);
    await server.delete(`/v1/saved-methods/${method.id}`);
  }

  // Sensitive input in the wrong places.
  const { token } = await checkout({ savePayment: 'offer' });
  for (const mark of [...CARD_MARKS, OTP, PERSON.email, PERSON.phone]) {
    await post('/v1/session/payments', { channel: 'va_bca', fields: { note: mark } }, token);
    await post('/v1/session/payments', { channel: mark }, token);
    await post('/v1/session/payments', { channel: 'va_bca', savedMethod: mark }, token);
    // An unknown field name is repeated in the error; a card number is not even then.
    if (CARD_MARKS.includes(mark)) await post('/v1/session/payments', { channel: 'va_bca', [mark]: mark }, token);
    await post('/v1/session/payments/pay_x/confirm', { otp: mark }, token);
    await post('/v1/checkouts', { customer: { email: mark.replace('@', ''), phone: `x${mark}` } });
    await post('/v1/checkouts', {
      reference: 'r',
      amount: mark,
      currency: mark,
      returnUrl: `https://${mark}.example/`,
    });
    await get(`/v1/session?device=${encodeURIComponent(mark)}`, token);
    await get(`/v1/customers/${encodeURIComponent(mark)}`, 'not-a-key');
    await get(`/v1/payments/${encodeURIComponent(mark)}`);
  }
  const withOtp = await pay(token, {
    channel: 'direct_debit_bri',
    save: true,
    fields: { cardLastFour: '1111', phone: PERSON.phone, email: PERSON.email },
  });
  await post(`/v1/session/payments/${withOtp}/confirm`, { otp: OTP }, token);

  // Faults of the provider, and notifications from strangers.
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
  await server.advance(26 * HOUR);
  await get('/v1/events');
  return tokens;
}

const read = (reply: HttpReply): Record<string, string> => JSON.parse(reply.text) as Record<string, string>;

/** The marks found in a text, each with the text around it. */
function found(text: string, marks: readonly string[]): string[] {
  return marks
    .flatMap(spellings)
    .filter((mark) => text.includes(mark))
    .map((mark) => around(text, mark));
}

/** As it is, and as a careless program would write it. What is encoded must be long enough not to occur by chance. */
function spellings(mark: string): readonly string[] {
  if (mark.length < 8) return [mark];
  const bytes = Buffer.from(mark);
  // Without the end, which depends on what follows.
  const base64 = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  return [...new Set([mark, encodeURIComponent(mark), base64, bytes.toString('hex')])];
}

const around = (text: string, mark: string): string => {
  const at = text.indexOf(mark);
  return text.slice(Math.max(0, at - 120), at + mark.length + 40);
};

for (const subject of SUBJECTS) {
  describe(`${subject.id}: no secret leaks`, async () => {
    let run: ReturnType<typeof runAllFeatures> | undefined;
    const outcome = (): ReturnType<typeof runAllFeatures> => (run ??= runAllFeatures(subject));

    it('into the log', async () => {
      const { outputs, marks } = await outcome();
      const lines = outputs.log.join('');
      assert.ok(outputs.log.length > 100 && lines.includes('"level":"error"'), 'the log is not empty');
      assert.deepEqual(found(lines, [...marks, ...PERSONAL, ...CARD_MARKS, OTP, 'canary']), []);
    });

    it('into the metrics', async () => {
      const { outputs, marks } = await outcome();
      assert.match(outputs.metrics, /kasir_payments_total/);
      assert.deepEqual(found(outputs.metrics, [...marks, ...PERSONAL, ...CARD_MARKS, 'canary']), []);
    });

    it('into the traces', async () => {
      const { marks } = await outcome();
      const text = JSON.stringify(spans);
      assert.ok(spans.some(({ name }) => name === `${subject.id} call`) && text.includes('kasir.paymentId'));
      assert.deepEqual(found(text, [...marks, ...PERSONAL, ...CARD_MARKS, 'canary']), []);
    });

    it('into an event', async () => {
      const { outputs, marks } = await outcome();
      const text = outputs.events.join('\n');
      assert.ok(text.includes('payment.succeeded'), 'there are events');
      // The customer's data are the storefront's own.
      assert.deepEqual(found(text, [...marks, ...CARD_MARKS, OTP]), []);
    });

    it('into the files', async () => {
      const { outputs, marks } = await outcome();
      assert.ok(outputs.files.includes(subject.samples.virtual_account.channel), 'the search finds what is there');
      assert.deepEqual(found(outputs.files, [...marks, ...PERSONAL, ...CARD_MARKS, OTP]), []);
    });

    it('into a response', async () => {
      const { outputs, marks } = await outcome();
      const exceptClientTokens = marks.filter((mark) => !mark.startsWith('ey'));
      for (const { path, text } of outputs.responses) {
        assert.deepEqual(found(text, [...exceptClientTokens, ...CARD_MARKS, OTP]), [], path);
        // A stolen client token must not reveal the customer.
        if (path.startsWith('/v1/session'))
          assert.deepEqual(found(text, [PERSON.email, '99887766', 'Kenari']), [], path);
      }
    });
  });
}
