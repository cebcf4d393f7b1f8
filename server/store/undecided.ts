import { sql as fragment } from 'kysely';
import type { Instant } from '../payments/model/model.ts';
import type { Undecided } from '../payments/ports/ports.ts';
import { paymentCodec } from './codecs/payment-codec.ts';
import { payoutCodec } from './codecs/payout-codec.ts';
import { refundCodec } from './codecs/refund-codec.ts';
import type { TableAccess } from './table-access.ts';

const MOST_OF_EACH = 100;

/** Since when; a row of an earlier version does not say, so its last change counts. */
const since = fragment<number>`coalesce(unknown_since, updated_at)`;

/** What waits for a person, oldest first. */
export async function undecided({ sql, cipher }: TableAccess, unknownBefore: Instant): Promise<Undecided> {
  const { build } = sql;
  const isOverdue = fragment<boolean>`${since} <= ${unknownBefore}`;
  const reviews = await sql.all(
    build
      .selectFrom('payments')
      .selectAll()
      .where('review', 'is not', null)
      .orderBy(fragment`coalesce(review_since, updated_at)`)
      .limit(MOST_OF_EACH),
  );
  const payments = await sql.all(
    build
      .selectFrom('payments')
      .selectAll()
      .where('status', '=', 'unknown')
      .where('review', 'is', null)
      .where(isOverdue)
      .orderBy(since)
      .limit(MOST_OF_EACH),
  );
  const refunds = await sql.all(
    build
      .selectFrom('refunds')
      .selectAll()
      // The condition of an index, word for word.
      .where(fragment<boolean>`status IN ('processing', 'unknown')`)
      .where('status', '=', 'unknown')
      .where(isOverdue)
      .orderBy(since)
      .limit(MOST_OF_EACH),
  );
  const payouts = await sql.all(
    build
      .selectFrom('payouts')
      .selectAll()
      .where('status', '=', 'unknown')
      .where(isOverdue)
      .orderBy(since)
      .limit(MOST_OF_EACH),
  );
  const waiting = await sql.all(
    build.selectFrom('payouts').selectAll().where('status', '=', 'awaiting_approval').orderBy('id').limit(MOST_OF_EACH),
  );
  return {
    reviews: reviews.map((row) => paymentCodec.fromRow(cipher, row)),
    unknownPayments: payments.map((row) => paymentCodec.fromRow(cipher, row)),
    unknownRefunds: refunds.map((row) => refundCodec.fromRow(cipher, row)),
    unknownPayouts: payouts.map((row) => payoutCodec.fromRow(cipher, row)),
    awaitingApproval: waiting.map((row) => payoutCodec.fromRow(cipher, row)),
  };
}
