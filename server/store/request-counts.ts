import { sql as fragment } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../payments/model/model.ts';
import type { RequestCount } from '../payments/ports/ports.ts';
import { prepared } from './prepared.ts';
import { instantSchema, parseRow } from './row.ts';
import type { TableAccess } from './table-access.ts';

/** The minute slides in steps of this length; what was sent within a step counts until its whole step is a minute old. */
const STEP_MS = 5_000;
const WINDOW_MS = 60_000;

const row = z.object({ step: instantSchema, sent: z.int().nonnegative() });

const addSent = prepared<unknown>((db) =>
  db
    .insertInto('request_counts')
    .values({ budget: '', step: 0, sent: 0 })
    .onConflict((conflict) =>
      conflict.columns(['budget', 'step']).doUpdateSet({ sent: fragment<number>`request_counts.sent + ${0}` }),
    ),
);

const ofBudget = prepared((db) =>
  db.selectFrom('request_counts').select(['step', 'sent']).where('budget', '=', '').orderBy('step'),
);

const deleteOver = prepared<unknown>((db) =>
  db
    .deleteFrom('request_counts')
    .where('budget', '=', '')
    .where(({ eb, or }) => or([eb('step', '<=', 0), eb('step', '>', 0)])),
);

/**
 * Counts requests of a budget, and one more if there is room for it.
 *
 * @returns `undefined` where it was counted or none was asked for; otherwise when there is room again
 */
export async function countRequests(
  { sql }: TableAccess,
  { budget, sent, upTo }: RequestCount,
  now: Instant,
): Promise<Instant | undefined> {
  const step = now - (now % STEP_MS);
  const add = (count: number): Promise<void> => sql.send(addSent(sql, [budget, step, count, count]));
  // Also with nothing to add: the row is locked then, so that instances decide one after another.
  await add(sent);
  if (upTo === undefined) return undefined;
  const found = await sql.all(ofBudget(sql, [budget]));
  const counts = found.map((each) => parseRow('request_counts', row, each));
  // One far in the future was written before the clock was set back.
  const isOver = ({ step: of }: { readonly step: Instant }): boolean =>
    of + STEP_MS + WINDOW_MS <= now || of > now + WINDOW_MS;
  if (counts.some(isOver)) {
    await sql.send(deleteOver(sql, [budget, now - STEP_MS - WINDOW_MS, now + WINDOW_MS]));
  }
  const counted = counts.filter((each) => !isOver(each));
  let total = counted.reduce((sum, each) => sum + each.sent, 0);
  if (total < upTo) {
    await add(1);
    return undefined;
  }
  for (const each of counted) {
    total -= each.sent;
    if (total < upTo) return each.step + STEP_MS + WINDOW_MS;
  }
  return now + STEP_MS;
}
