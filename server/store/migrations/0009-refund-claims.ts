import { sql, type Kysely, type Migration } from 'kysely';

/** Refunds at the provider's side that only notifications told of. */
export const refundClaims: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(`ALTER TABLE payments ADD COLUMN refund_claims TEXT`).execute(db);
  },
};
