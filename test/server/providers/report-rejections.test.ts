import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  NotDelivered,
  OutcomeUnknown,
  Rejected,
  type Gateway,
  type PaymentRef,
} from '../../../server/payments/ports/ports.ts';
import type { RejectionReport } from '../../../server/providers/provider.ts';
import { reportRejections } from '../../../server/providers/report-rejections.ts';
import { scrubMessage } from '../../../server/providers/scrub-message.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const PAYMENT_ID = 'pay_01JX3Z9V7K2M4N6P8Q0R2S4T6V';
const ref: PaymentRef = {
  merchantReference: 'pay01JX3Z9V7K2M4N6P8Q0R2S4T6V',
  channel: 'va_bca',
  money: { amount: 150_000, currency: 'IDR' },
  providerReferences: {},
  createdAt: 0,
  expiresAt: 86_400_000,
  usesSavedMethod: false,
  country: 'ID',
};
const never = new AbortController().signal;

function reported(over: Partial<Gateway>) {
  const lines: { readonly level: string; readonly facts: Readonly<Record<string, unknown>> }[] = [];
  const counted: RejectionReport[] = [];
  const note =
    (level: string) =>
    (facts: object): void =>
      void lines.push({ level, facts: { ...facts } });
  const log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const clock = virtualClock();
  const gateway: Gateway = {
    create: () => Promise.resolve([]),
    inquire: () => Promise.resolve([]),
    verify: () => undefined,
    read: () => ({ reports: [] }),
    ...over,
  };
  const rejected = (report: RejectionReport): void => void counted.push(report);
  return { gateway: reportRejections(gateway, 'anyone', { log, clock, rejected }), lines, counted, clock };
}

const failing = (error: Error) => () => Promise.reject(error);

test('what the merchant has to fix is logged as an error, the rest as information, and the error is passed on unchanged (P5)', async () => {
  const rejection = { code: 'NO_PERMISSION', message: 'ask for it', mend: true, fix: 'do this' };
  for (const error of [
    new Rejected({ code: 'provider_error', providerCode: 'NO_PERMISSION' }, 'refused', { rejection }),
    new OutcomeUnknown('refused', { rejection }),
    new NotDelivered('not sent', { cause: new OutcomeUnknown('the question was refused', { rejection }) }),
  ]) {
    const { gateway, lines, counted } = reported({ capture: failing(error) });
    await assert.rejects(async () => gateway.capture?.(ref, ref.money, never), error);
    const [line, ...more] = lines;
    assert.deepEqual(more, []);
    assert.equal(line?.level, 'error');
    const { provider, operation, paymentId, providerCode, providerMessage, fix } = line?.facts ?? {};
    assert.deepEqual(
      [provider, operation, paymentId, providerCode, providerMessage, fix],
      ['anyone', 'capture', PAYMENT_ID, 'NO_PERMISSION', 'ask for it', 'do this'],
    );
    assert.deepEqual(counted, [{ provider: 'anyone', operation: 'capture', mend: true }]);
  }
  const { gateway, lines } = reported({
    capture: failing(new Rejected({ code: 'declined', providerCode: '51' }, 'capture refused with 51')),
  });
  await assert.rejects(async () => gateway.capture?.(ref, ref.money, never));
  assert.deepEqual(
    lines.map(({ level, facts }) => [level, facts['providerCode'], facts['failure']]),
    [['info', '51', 'declined']],
  );
});

test('what we refuse before sending is not reported as a rejection of the provider', async () => {
  const { gateway, lines } = reported({
    cancel: failing(new Rejected({ code: 'channel_unavailable', reason: 'this ends by itself' }, 'not sent')),
  });
  await assert.rejects(async () => gateway.cancel?.(ref, 'requires_action', never));
  assert.deepEqual(lines, []);
});

test('a failure in a report is logged as well, and a missing answer is not (P5)', async () => {
  const { gateway, lines } = reported({
    create: () =>
      Promise.resolve([
        {
          subject: 'payment',
          outcome: 'failed',
          providerReferences: {},
          failure: { code: 'provider_error', providerCode: 'X' },
          rejection: { code: 'X', mend: true },
          providerStatus: 'FAILED',
        },
      ]),
    inquire: failing(new OutcomeUnknown('no whole answer arrived')),
  });
  await gateway.create(
    {
      ...ref,
      expiresAt: 0,
      fields: {},
      capture: 'automatic',
      save: false,
      merchantInitiated: false,
      returnUrl: '',
      notificationUrl: '',
    },
    never,
  );
  await assert.rejects(gateway.inquire(ref, never));
  assert.deepEqual(
    lines.map(({ level, facts }) => [level, facts['operation'], facts['paymentId'], facts['providerCode']]),
    [['error', 'create', PAYMENT_ID, 'X']],
  );
});

test('the same rejection of an inquiry is logged once an hour, and counted each time', async () => {
  const rejection = { code: '401', mend: true };
  const { gateway, lines, counted, clock } = reported({
    inquire: failing(new OutcomeUnknown('refused', { rejection })),
  });
  for (let inquiries = 0; inquiries < 5; inquiries += 1) await assert.rejects(gateway.inquire(ref, never));
  assert.deepEqual([lines.length, counted.length], [1, 5]);
  await assert.rejects(gateway.inquire({ ...ref, merchantReference: 'pay01JX3Z9V7K2M4N6P8Q0R2S4T70' }, never));
  assert.equal(lines.length, 2);
  clock.set(clock.now() + 3_600_000);
  await assert.rejects(gateway.inquire(ref, never));
  assert.equal(lines.length, 3);
});

test('every operation of a gateway is reported, and none is dropped', () => {
  const any = (): never => assert.fail();
  const raw: Required<Gateway> = {
    ...{ create: any, inquire: any, cancel: any, confirm: any, resendOtp: any, capture: any, refund: any },
    ...{ inquireRefund: any, inquireProviderRefunds: any, inquireSavedMethod: any, removeSavedMethod: any },
    ...{
      decideChallenge: any,
      payout: any,
      inquirePayout: any,
      balance: any,
      confirmReceipt: any,
      verify: any,
      read: any,
    },
  };
  const { gateway } = reported(raw);
  const names = (one: object): string[] => Object.keys(one).sort();
  assert.deepEqual(names(gateway), names(raw));
  for (const [name, verb] of Object.entries(gateway)) assert.notEqual(verb, any, name);
});

test('an operation that a provider lacks stays absent', () => {
  const { gateway } = reported({});
  assert.deepEqual(Object.keys(gateway).sort(), ['create', 'inquire', 'read', 'verify']);
});

test('a provider’s message is logged as one short line without personal data (N1)', () => {
  assert.equal(
    scrubMessage('Phone +62 812-1000-2000 of <siti@example.com> (Siti\nNuraini) is wrong for /customer/name', [
      'Siti Nuraini',
    ]),
    'Phone [digits] of <[email]> ([personal] [personal]) is wrong for /customer/name',
  );
  assert.equal(scrubMessage(' success_return_url must be https '), 'success_return_url must be https');
  assert.equal(scrubMessage('x'.repeat(100_000)).length, 240);
  assert.ok(scrubMessage('@'.repeat(100_000)).length <= 240);
  assert.equal(scrubMessage(''), '');
});
