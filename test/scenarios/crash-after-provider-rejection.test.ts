import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPermanentFailure } from '../../server/payments/core/permanent-failure.ts';
import type { Fault } from '../../server/providers/simulation/simulator.ts';
import type { FailureCode } from '../../shared/payment-status.ts';
import { ORIGIN } from '../server/http/a-server.ts';
import { openCrashableServer, type CrashableServer, type HttpReply } from '../support/crashable-server.ts';
import { SUBJECTS, type Sample, type Subject } from '../support/subjects.ts';

/*
 * The provider said no, that was written down, and the server died before it could say so. Whoever asks again under the
 * same key hears what they would have heard; where the no may pass, it is asked for again.
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

async function inLife(subject: Subject, one: Case, fault: Fault, run: (life: Life) => Promise<void>): Promise<void> {
  const server = await openCrashableServer(subject);
  try {
    const said = read(
      await server.post('/v1/checkouts', {
        reference: 'order-1',
        amount: 150_000,
        currency: 'IDR',
        returnUrl: `${ORIGIN}/done`,
        customer: { reference: 'cust-1', name: 'Siti Aminah', phone: '081210002000' },
        ...one.order,
      }),
    );
    const token = said['clientToken'] ?? '';
    const made = await server.post('/v1/session/payments', one.sample(subject) ?? {}, { bearer: token, key: 'before' });
    const paymentId = read(made)['id'] ?? '';
    if (one.name !== 'a payment') {
      const { merchantReference } = (await server.domain.store.findPayment(paymentId)) ?? {};
      const there = server.simulator.payments().find((payment) => payment.reference === merchantReference);
      await server.simulator.perform(there?.id ?? '', 'pay');
      await server.advance(60_000);
    }
    const savedMethod = (await server.domain.store.savedMethodsOf('cust-1'))[0]?.id ?? '';
    server.simulator.fail(fault);
    await run({ server, perform: () => one.perform(server, { paymentId, token, savedMethod }) });
  } finally {
    await server.close();
  }
}

interface Life {
  readonly server: CrashableServer;
  perform(): Promise<HttpReply>;
}

const read = (said: HttpReply): Record<string, string> => JSON.parse(said.text) as Record<string, string>;

/** What it says save the name of the request, which is another one. */
const wordsOf = (said: HttpReply): object => {
  const { requestId: _request, paymentId: _payment, ...words } = read(said);
  return { status: said.status, ...words };
};

const codeOf = ({ text }: HttpReply): FailureCode =>
  (JSON.parse(text) as { readonly failure: { readonly code: FailureCode } }).failure.code;

for (const subject of SUBJECTS) {
  describe(`${subject.id}: a crash after a rejection was recorded and before it was answered`, () => {
    for (const one of CASES) {
      const skip = one.sample(subject) === undefined ? `${subject.id} sells nothing for it` : false;
      for (const kind of ['error', 'refuse'] as const) {
        it(`${one.name}, ${kind === 'error' ? 'rejected' : 'not delivered'}`, { skip }, async () => {
          // A capture has no row of its own that could remember the no: the provider is asked again, and says it again.
          const fault = { operation: one.operation, kind, times: one.operation === 'capture' ? 2 : 1 } as const;
          let expected: HttpReply = { status: 0, text: '' };
          let effects = 0;
          await inLife(subject, one, fault, async ({ server, perform }) => {
            const before = server.effectCount;
            expected = await perform();
            effects = server.effectCount - before;
          });
          assert.equal(expected.status, kind === 'error' ? 402 : 503, expected.text);
          const isKept = kind === 'error' && isPermanentFailure({ code: codeOf(expected) });
          await inLife(subject, one, fault, async ({ server, perform }) => {
            if (isKept) {
              // All that is missing is the note of what was answered.
              server.crashBefore(effects);
              await perform();
              assert.ok(server.crashed);
              await server.restart();
              const again = await perform();
              assert.deepEqual(wordsOf(again), wordsOf(expected));
              assert.equal((await perform()).text, again.text);
              return;
            }
            await perform();
            await server.restart();
            const before = server.simulator.ledger().length;
            const first = await perform();
            // A no that may pass is asked about: without an answer nobody knows, with one it is tried anew.
            if (one.operation !== 'capture') assert.ok(first.status < 300, first.text);
            const then = await perform();
            assert.ok(then.status < 300, then.text);
            const made = server.simulator
              .ledger()
              .slice(before)
              .map(({ kind }) => kind);
            // Some register an order for each capture that is tried; that moves no money.
            const moved = one.operation === 'create' ? made : made.filter((kind) => kind !== 'create');
            assert.equal(new Set(moved).size, moved.length, `each once at most: ${moved.join()}`);
          });
        });
      }
    }
  });
}
