import type { Domain } from '../payments/core/domain.ts';
import type { Instant } from '../payments/model/model.ts';
import type { IdempotencyRecord, Tx } from '../payments/ports/ports.ts';
import { required } from './context.ts';
import { KeyTaken } from './key-in-units.ts';

export const ANSWERS_KEPT_MS = 30 * 24 * 3_600_000;

/** A key as one request uses it. */
export interface Claim {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly reserve: () => string;
}

/** The record of the key, unless it is too old. */
export async function findClaim(
  { store, clock }: Domain,
  { scope, key }: Claim,
): Promise<IdempotencyRecord | undefined> {
  const kept = await store.findIdempotencyRecord(scope, key);
  return kept !== undefined && kept.createdAt > clock.now() - ANSWERS_KEPT_MS ? kept : undefined;
}

export interface Reserved {
  readonly reserved: IdempotencyRecord;
  readonly isNew: boolean;
}

export const newClaim = ({ scope, key, fingerprint, reserve }: Claim, now: Instant): IdempotencyRecord => ({
  scope,
  key,
  fingerprint,
  resourceId: reserve(),
  createdAt: now,
});

/** Takes the key, unless it is taken. A record that is too old to be kept gives way. */
async function tryClaim(tx: Tx, fresh: IdempotencyRecord): Promise<boolean> {
  if (await tx.claimIdempotencyKey(fresh)) return true;
  await tx.dropExpiredIdempotencyRecord(fresh.scope, fresh.key, fresh.createdAt - ANSWERS_KEPT_MS);
  return tx.claimIdempotencyKey(fresh);
}

/** Takes a key that nobody has used yet, or fails the unit of work with {@link KeyTaken}. */
export const reserveKey = (tx: Tx, fresh: IdempotencyRecord): Promise<void> =>
  tx.reserveIdempotencyKey(
    fresh,
    fresh.createdAt - ANSWERS_KEPT_MS,
    () => new KeyTaken('another instance has taken this Idempotency-Key'),
  );

/** Stored before anything is done. Returns the claim of another instance if there is one by now. */
export const makeClaim = (domain: Domain, claim: Claim): Promise<Reserved> =>
  domain.store.transact(async (tx) => {
    const fresh = newClaim(claim, domain.clock.now());
    if (await tryClaim(tx, fresh)) return { reserved: fresh, isNew: true };
    const reserved = required(await tx.findIdempotencyRecord(claim.scope, claim.key), 'the claim of another instance');
    return { reserved, isNew: false };
  }, 'new');
