import { sql, type Kysely, type Migration } from 'kysely';

/** Refunds made at the provider's side that only notifications have reported. */
export const refundClaims: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(`ALTER TABLE payments ADD COLUMN refund_claims TEXT`).execute(db);
  },
};
