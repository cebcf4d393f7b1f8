import { readMark, removeMark, type MovedMark } from './moved-mark.ts';
import { MoveRefused, type MoveSide } from './move-side.ts';

/**
 * Servers can start again on a storage that was moved. Its rows are those from before the move. Returns where they were
 * moved to.
 *
 * @throws {MoveRefused} where it was not moved
 */
export async function callOffMove(from: MoveSide): Promise<MovedMark> {
  const mark = await readMark(from);
  if (mark === undefined) throw new MoveRefused(`${from.place} was not moved: nothing is changed`);
  await from.transact(() => removeMark(from));
  return mark;
}
