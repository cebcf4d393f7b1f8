import type { Instant } from '../../payments/model/model.ts';
import type { Row } from '../connection.ts';
import { RECORD } from '../schema/recorded-schema.ts';
import type { MoveSide } from './move-side.ts';

/** What a storage says of itself once its rows were moved to another one. */
export interface MovedMark {
  /** The place of the other one. */
  readonly target: string;
  /** ISO 8601. */
  readonly at: string;
}

/** The rows of this storage are in another one by now, which has payments that this one does not know. */
export class StoreMoved extends Error {
  override readonly name = 'StoreMoved';

  constructor({ target, at }: MovedMark) {
    super(
      `DATABASE_URL: this storage was moved to ${target} at ${at}, and knows no payment made since: set DATABASE_URL to that one. ` +
        'If the move is called off and no server has taken payments there, `kasir migrate-store --from <this storage> --undo` lets servers start on this one again',
    );
  }
}

/** As much of a database as is needed to read its mark. */
export interface Markable {
  hasTable(name: string): Promise<boolean>;
  query(text: string): Promise<readonly Row[]>;
}

const { moved: TABLE } = RECORD;

export async function readMark(storage: Markable): Promise<MovedMark | undefined> {
  if (!(await storage.hasTable(TABLE))) return undefined;
  const [mark] = await storage.query(`SELECT target, at FROM ${TABLE}`);
  return { target: String(mark?.['target']), at: String(mark?.['at']) };
}

/** @throws {StoreMoved} */
export async function assertNotMoved(storage: Markable): Promise<void> {
  const mark = await readMark(storage);
  if (mark !== undefined) throw new StoreMoved(mark);
}

/** From now on no server starts on this storage, and none that stood still goes on. To be called in a transaction. */
export async function writeMark(side: MoveSide, target: string, now: Instant): Promise<void> {
  await side.query(`CREATE TABLE ${TABLE} (target text NOT NULL, at text NOT NULL)`);
  await side.query(`INSERT INTO ${TABLE} (target, at) VALUES (${side.placeholder(1)}, ${side.placeholder(2)})`, [
    target,
    new Date(now).toISOString(),
  ]);
  await side.closeToServers();
}

/** Takes the mark back. To be called in a transaction. */
export async function removeMark(side: MoveSide): Promise<void> {
  await side.query(`DROP TABLE ${TABLE}`);
  await side.openToServers();
}
