import type { Domain } from './domain.ts';
import type { Payment, Payout } from './payment.ts';
import {
  MalformedNotice,
  type Gateway,
  type PaymentTestimony,
  type PayoutTestimony,
  type RawNotice,
  type ReadNotice,
  type Testimony,
  type Tx,
} from './ports.ts';
import { newIds } from './new-ids.ts';
import { keepToken } from './saved-methods.ts';
import { commit, type Unit } from './unit.ts';

/** A notice that changes nothing: it cannot be read, or nobody proves who sent it. */
export class NoticeRefused extends Error {
  override readonly name = 'NoticeRefused';
  readonly code: 'malformed' | 'unverified';
  constructor(code: 'malformed' | 'unverified', message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * A notification is a hint: verified, stored, and then the provider is asked. It teaches references we did not have,
 * never a status. A repeat of one that is stored changes nothing.
 */
export async function receiveNotice(d: Domain, provider: string, raw: RawNotice): Promise<'stored' | 'repeated'> {
  const gateway = d.market.gateway(provider);
  const notice = readVerified(gateway, raw);
  return commit(d, async (unit) => {
    const matched = await Promise.all(
      notice.testimonies.map((testimony) =>
        testimony.subject === 'payout'
          ? findPayout(unit.tx, provider, testimony)
          : findSubject(unit.tx, provider, testimony),
      ),
    );
    const isNew = await unit.tx.insertNotice({
      provider,
      dedupeKey: notice.dedupeKey,
      body: raw.body,
      matched: matched.some((subject) => subject !== undefined),
      receivedAt: unit.now,
    });
    if (!isNew) return 'repeated';
    for (const [index, testimony] of notice.testimonies.entries()) {
      const subject = matched[index];
      if (subject === undefined)
        d.log.warn(
          { provider, subject: testimony.subject, said: testimony.said },
          'a genuine notice about nothing we know',
        );
      else if ('madeBy' in subject) await takePayoutHint(unit, subject, testimony);
      else await takeHint(unit, subject, testimony);
    }
    return 'stored';
  });
}

function readVerified(gateway: Gateway, raw: RawNotice): ReadNotice {
  try {
    const verified = gateway.verify(raw);
    if (verified !== undefined) return gateway.read(verified);
  } catch (cause) {
    if (cause instanceof MalformedNotice) throw new NoticeRefused('malformed', cause.message, { cause });
    throw cause;
  }
  throw new NoticeRefused('unverified', 'the notice does not prove its sender');
}

/** By our own reference alone: every notice of a payout repeats it. */
async function findPayout(tx: Tx, provider: string, { reference }: PayoutTestimony): Promise<Payout | undefined> {
  const payout = reference === undefined ? undefined : await tx.findPayoutByOrderReference(reference);
  return payout?.provider === provider ? payout : undefined;
}

async function takePayoutHint({ tx, now }: Unit, payout: Payout, said: Testimony): Promise<void> {
  const to = payout.status;
  await tx.appendPayoutHistory(payout.id, {
    at: now,
    source: 'notice',
    said: `${said.outcome} (${said.said})`,
    from: to,
    to,
  });
  await tx.scheduleJob({ kind: 'inquire_payout', notified: true, key: payout.id, runAt: now });
}

/** The payment that a testimony is about, by the provider's names for it or by our own. */
async function findSubject(
  tx: Tx,
  provider: string,
  testimony: Exclude<Testimony, PayoutTestimony>,
): Promise<Payment | undefined> {
  if (testimony.subject === 'refund') {
    const refund = testimony.reference === undefined ? undefined : await tx.findRefundByReference(testimony.reference);
    if (refund !== undefined) return tx.findPayment(refund.paymentId);
    for (const [name, value] of Object.entries(testimony.ids)) {
      const known = await tx.findRefundByProviderId(name, value);
      if (known !== undefined) return tx.findPayment(known.paymentId);
    }
    return undefined;
  }
  if (testimony.subject === 'saved_method') {
    const method = await tx.findSavedMethodByToken(provider, testimony.token);
    if (method !== undefined) return tx.findPayment(method.paymentId);
  }
  const byReference =
    testimony.reference === undefined ? undefined : await tx.findPaymentByReference(testimony.reference);
  if (byReference?.provider === provider) return byReference;
  if (testimony.subject === 'saved_method') return undefined;
  for (const [name, value] of Object.entries(testimony.ids)) {
    const payment = await tx.findPaymentByProviderId(provider, name, value);
    if (payment !== undefined) return payment;
  }
  return undefined;
}

async function takeHint(unit: Unit, payment: Payment, testimony: Testimony): Promise<void> {
  const { tx, now } = unit;
  await tx.appendHistory(payment.id, {
    at: now,
    source: 'notice',
    said: `${testimony.subject} ${testimony.outcome} (${testimony.said})`,
    from: payment.status,
    to: payment.status,
  });
  if (testimony.subject === 'payment') {
    await hear(unit, payment, testimony);
    await tx.scheduleJob({ kind: 'inquire', notified: true, key: payment.id, runAt: now });
  } else if (testimony.subject === 'refund') {
    const refund = (await tx.refundsOf(payment.id)).find(
      (one) =>
        one.reference === testimony.reference ||
        Object.entries(testimony.ids).some(([name, value]) => one.ids[name] === value),
    );
    if (refund !== undefined) {
      await tx.updateRefund(refund.id, { ids: { ...testimony.ids, ...refund.ids }, updatedAt: now });
      await tx.scheduleJob({ kind: 'inquire_refund', notified: true, key: refund.id, runAt: now });
    }
  } else if (testimony.subject === 'saved_method') {
    const method = await tx.findSavedMethodByToken(payment.provider, testimony.token);
    if (method !== undefined)
      await tx.scheduleJob({ kind: 'activate_method', notified: true, key: method.id, runAt: now });
    else if (testimony.outcome !== 'removed') await keepToken(unit, payment, testimony.token);
  }
}

/** References it teaches are for asking with; what it claims is only remembered as heard. */
async function hear(unit: Unit, payment: Payment, testimony: PaymentTestimony): Promise<void> {
  const ours = testimony.reference === payment.reference;
  const taught = ours ? newIds(payment, testimony.ids) : [];
  const { transactionId } = testimony;
  const isNews =
    transactionId !== undefined && transactionId !== payment.transactionId && !payment.heard.includes(transactionId);
  if (taught.length === 0 && !isNews) return;
  await unit.tx.updatePayment(payment.id, {
    ...(taught.length === 0 ? {} : { ids: { ...payment.ids, ...Object.fromEntries(taught) } }),
    ...(isNews ? { heard: [...payment.heard, transactionId].slice(-MAX_HEARD) } : {}),
    updatedAt: unit.now,
  });
}

/** More than this many unconfirmed money movements of one payment are noise; the newest are kept. */
const MAX_HEARD = 20;
