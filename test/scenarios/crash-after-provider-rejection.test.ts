import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPermanentFailure } from '../../server/payments/core/permanent-failure.ts';
import type { Fault } from '../../server/providers/simulation/simulator.ts';
import type { FailureCode } from '../../shared/payment-status.ts';
import { ORIGIN } from '../server/http/a-server.ts';
import { openCrashableServer, type CrashableServer, type HttpReply } from '../support/crashable-server.ts';
import type { Sample } from '../support/stage.ts';
import { SUBJECTS, type Subject } from '../support/subjects.ts';

/*
 * The provider rejected a request, the rejection was stored, and the server crashed before it answered. The same request
 * under the same idempotency key gets the same answer; a rejection that is not final is tried again.
 */

interface Case {
  readonly name: string;
  readonly sample: (subject: Subject) => Sample | undefined;
  readonly order?: object;
  readonly operation: Fault['operation'];
  perform(
    server: CrashableServer,
    scene: { paymentId: string; token: string; savedMethod: string },
  ): Promise<HttpReply>;
}

const CASES: readonly Case[] = [
  {
    name: 'a payment',
    sample: ({ samples }) => samples.qr,
    operation: 'create',
    perform: (server, { token }) =>
      server.post('/v1/session/payments', { channel: 'va_bni' }, { bearer: token, key: 'k' }),
  },
  {
    name: 'a refund',
    sample: ({ refundable }) => refundable,
    operation: 'refund',
    perform: (server, { paymentId }) => server.post(`/v1/payments/${paymentId}/refunds`, {}, { key: 'k' }),
  },
  {
    name: 'a capture',
    sample: ({ holdable }) => holdable,
    order: { capture: 'manual' },
    operation: 'capture',
    perform: (server, { paymentId }) => server.post(`/v1/payments/${paymentId}/capture`, {}, { key: 'k' }),
  },
  {
    name: 'a charge',
    sample: ({ savable }) => savable && { ...savable, save: true },
    order: { savePayment: 'offer' },
    operation: 'create',
    perform: (server, { savedMethod }) =>
      server.post('/v1/charges', { reference: 'renewal', amount: 50_000, currency: 'IDR', savedMethod }, { key: 'k' }),
  },
];

async function runCase(
  subject: Subject,
  testCase: Case,
  fault: Fault,
  run: (running: RunningCase) => Promise<void>,
): Promise<void> {
  const server = await openCrashableServer(subject);
  try {
    const reply = read(
      await server.post('/v1/checkouts', {
        reference: 'order-1',
        amount: 150_000,
        currency: 'IDR',
        returnUrl: `${ORIGIN}/done`,
        customer: { reference: 'cust-1', name: 'Siti Aminah', phone: '081210002000' },
        ...testCase.order,
      }),
    );
    const token = reply['clientToken'] ?? '';
    const created = await server.post('/v1/session/payments', testCase.sample(subject) ?? {}, {
      bearer: token,
      key: 'before',
    });
    const paymentId = read(created)['id'] ?? '';
    if (testCase.name !== 'a payment') {
      const { merchantReference } = (await server.domain.store.findPayment(paymentId)) ?? {};
      const found = server.simulator.payments().find((payment) => payment.reference === merchantReference);
      await server.simulator.perform(found?.id ?? '', 'pay');
      await server.advance(60_000);
    }
    const savedMethod = (await server.domain.store.savedMethodsOf('cust-1'))[0]?.id ?? '';
    server.simulator.fail(fault);
    await run({ server, perform: () => testCase.perform(server, { paymentId, token, savedMethod }) });
  } finally {
    await server.close();
  }
}

interface RunningCase {
  readonly server: CrashableServer;
  perform(): Promise<HttpReply>;
}

const read = (reply: HttpReply): Record<string, string> => JSON.parse(reply.text) as Record<string, string>;

/** The answer without the ids that differ between requests. */
const comparable = (reply: HttpReply): object => {
  const { requestId: _request, paymentId: _payment, ...rest } = read(reply);
  return { status: reply.status, ...rest };
};

const codeOf = ({ text }: HttpReply): FailureCode =>
  (JSON.parse(text) as { readonly failure: { readonly code: FailureCode } }).failure.code;

for (const subject of SUBJECTS) {
  describe(`${subject.id}: a crash after a rejection was recorded and before it was answered`, () => {
    for (const testCase of CASES) {
      const skip = testCase.sample(subject) === undefined ? `${subject.id} offers no such channel` : false;
      for (const kind of ['error', 'refuse'] as const) {
        it(`${testCase.name}, ${kind === 'error' ? 'rejected' : 'not delivered'}`, { skip }, async () => {
          // A capture has no row that could store the rejection: the provider is asked again and rejects again.
          const fault = {
            operation: testCase.operation,
            kind,
            times: testCase.operation === 'capture' ? 2 : 1,
          } as const;
          let expected: HttpReply = { status: 0, text: '' };
          let effects = 0;
          await runCase(subject, testCase, fault, async ({ server, perform }) => {
            const before = server.effectCount;
            expected = await perform();
            effects = server.effectCount - before;
          });
          assert.equal(expected.status, kind === 'error' ? 402 : 503, expected.text);
          const isKept = kind === 'error' && isPermanentFailure({ code: codeOf(expected) });
          await runCase(subject, testCase, fault, async ({ server, perform }) => {
            if (isKept) {
              // Crash before the last write, that of the idempotency record.
              server.crashBefore(effects);
              await perform();
              assert.ok(server.crashed);
              await server.restart();
              const again = await perform();
              assert.deepEqual(comparable(again), comparable(expected));
              assert.equal((await perform()).text, again.text);
              return;
            }
            await perform();
            await server.restart();
            const before = server.simulator.ledger().length;
            const first = await perform();
            // A rejection that is not final leads to an inquiry: unanswered it stays unknown, answered it is tried again.
            if (testCase.operation !== 'capture') assert.ok(first.status < 300, first.text);
            const then = await perform();
            assert.ok(then.status < 300, then.text);
            const made = server.simulator
              .ledger()
              .slice(before)
              .map(({ kind }) => kind);
            // Some providers register an order for each capture; that moves no money.
            const moved = testCase.operation === 'create' ? made : made.filter((kind) => kind !== 'create');
            assert.equal(new Set(moved).size, moved.length, `each once at most: ${moved.join()}`);
          });
        });
      }
    }
  });
}
