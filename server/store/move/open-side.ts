import { isPostgresUrl } from '../is-postgres-url.ts';
import type { MoveSide } from './move-side.ts';
import { openPostgresSide } from './open-postgres-side.ts';
import { openSqliteSide } from './open-sqlite-side.ts';

/**
 * A storage of either kind, which no server uses until it is closed.
 *
 * @throws {StorageUnavailable} when it cannot be reached
 * @throws {StoreLocked} when a server uses its file
 * @throws {MoveRefused}
 */
export const openSide = (url: string, role: 'source' | 'target'): Promise<MoveSide> =>
  (isPostgresUrl(url) ? openPostgresSide : openSqliteSide)(url, role);
