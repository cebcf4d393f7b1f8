import type { Instant } from '../../payments/model/model.ts';
import { purgedHeads, SEALS, writePurgedHead } from '../ledger/purged-head.ts';
import { endsIn, sealsAfter, sealSome, type Seal } from '../ledger/seal.ts';
import { checkEnds } from '../ledger/verify-seals.ts';
import type { TableAccess } from '../table-access.ts';

/** What a unit of work may seal again at once: the histories of one seal. */
const MAX_SEALED = 1_000;

export interface SealPurge {
  /** The seal that was removed; absent where none was old enough, or the oldest one does not verify. */
  readonly removed: number | undefined;
  /** The seal that has the histories of the removed one which are still there. */
  readonly made: Seal | undefined;
}

/**
 * Removes the oldest seal where it was made before that time. What it has of histories that are still there is sealed
 * anew, so that an older state of them that is put back is found all the same.
 */
export async function purgeOldestSeal(
  access: TableAccess,
  { before, now }: { readonly before: Instant; readonly now: Instant },
): Promise<SealPurge> {
  const { sql, cipher } = access;
  const [oldest, next] = await sealsAfter(sql, 0, 2);
  const nothing = { removed: undefined, made: undefined };
  if (oldest === undefined || next === undefined || oldest.sealedAt >= before) return nothing;
  if ((await checkEnds(access, oldest)).length > 0) return nothing;
  const subjects = endsIn(oldest).map(({ subject }) => subject);
  const purged = await purgedHeads(sql, subjects);
  const living = subjects.filter((subject) => !purged.has(subject));
  if (living.length > 0)
    await sql.change(sql.build.updateTable('ledger_heads').set({ sealed: 0 }).where('subject', 'in', living));
  const made = living.length > 0 ? await sealSome(access, now, MAX_SEALED) : undefined;
  await writePurgedHead(sql, cipher, { subject: SEALS, entries: oldest.number, link: oldest.link }, now);
  await sql.change(sql.build.deleteFrom('ledger_seals').where('number', '=', oldest.number));
  return { removed: oldest.number, made };
}
