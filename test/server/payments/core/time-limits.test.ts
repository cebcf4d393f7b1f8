import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cancelCheckout } from '../../../../server/payments/checkout/cancel-checkout.ts';
import { cancelPayment } from '../../../../server/payments/payment/cancel-payment.ts';
import { inquire } from '../../../../server/payments/payment/inquire-payment.ts';
import { DomainError } from '../../../../server/payments/core/domain-error.ts';
import { twoProviders } from '../payment/two-providers.ts';

const LIMIT_MS = 15_000;

describe('a provider that does not answer', () => {
  it('delays no payment for longer than 15 s, with an older payment to close first', async (t) => {
    const { answers, payBy, clock } = await twoProviders(t);
    answers['north'] = 'silent';
    for (let round = 0; round < 6; round += 1) {
      if (round === 3) {
        answers['north'] = 'opens';
        await payBy('va_bca');
        answers['north'] = 'silent';
      }
      const begun = clock.now();
      await payBy(round % 2 === 0 ? 'va_bca' : 'va_bni').catch((error: unknown) =>
        assert.ok(error instanceof DomainError),
      );
      assert.ok(clock.now() - begun <= LIMIT_MS, `${clock.now() - begun} ms in round ${round}`);
    }
  });

  it('a payment that waits behind another one has the same 15 s, and is not sent with no time left', async (t) => {
    const { answers, payBy, clock, sent } = await twoProviders(t);
    answers['north'] = 'silent';
    const begun = clock.now();
    const ends = await Promise.allSettled(['va_bca', 'va_bni', 'va_bca', 'va_bni'].map(payBy));
    assert.ok(clock.now() - begun <= LIMIT_MS, `${clock.now() - begun} ms`);
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, sent.length);
    for (const end of ends)
      if (end.status === 'rejected')
        assert.ok(end.reason instanceof DomainError && end.reason.code === 'provider_unavailable', String(end.reason));
  });

  it('a cancellation waits for a payment that is being created, and is answered within 15 s', async (t) => {
    const { answers, payBy, clock, domain, pay } = await twoProviders(t);
    const { checkoutId, id } = await pay();
    answers['north'] = 'silent';
    const begun = clock.now();
    const ends = await Promise.allSettled([
      payBy('va_bni'),
      cancelPayment(domain, id, { by: 'merchant' }),
      cancelCheckout(domain, checkoutId),
    ]);
    assert.ok(clock.now() - begun <= LIMIT_MS, `${clock.now() - begun} ms`);
    for (const end of ends.slice(1))
      if (end.status === 'rejected')
        assert.ok(end.reason instanceof DomainError && end.reason.code === 'state_conflict', String(end.reason));
  });

  it('an inquiry that waits too long is not answered, and the payment is returned as it is', async (t) => {
    const { pay, domain } = await twoProviders(t);
    const payment = await pay();
    const neverEnding = domain.exclusive.run(`inquire:${payment.id}`, () => new Promise<void>(() => undefined));
    const impatient = { ...domain, timeout: () => AbortSignal.abort() };
    const inquired = await inquire(impatient, payment.id, 1);
    assert.ok(!inquired.answered);
    assert.equal(inquired.lastKnown.status, payment.status);
    void neverEnding;
  });
});
