import { sql as fragment } from 'kysely';
import { deleteSome } from '../delete-some.ts';
import type { TableAccess } from '../table-access.ts';
import type { Instant } from '../../payments/model/model.ts';

/** Events of what is still there that were delivered before that time and hold back no other. */
export const purgeEvents = (access: TableAccess, before: Instant, limit: number): Promise<number> =>
  deleteSome(access, 'events', {
    key: ['id'],
    where: fragment<boolean>`created_at < ${before} AND delivered_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM jobs WHERE kind = 'deliver' AND key = events.stream LIMIT 1 OFFSET 0)`,
    limit,
  });

/**
 * Notifications that match nothing that is still there. With an offset PostgreSQL looks for each subject, and never reads all
 * payments.
 */
export const purgeNotifications = (access: TableAccess, before: Instant, limit: number): Promise<number> =>
  deleteSome(access, 'notifications', {
    key: ['provider', 'dedupe_key'],
    where: fragment<boolean>`received_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM payments WHERE id = subject LIMIT 1 OFFSET 0)
      AND NOT EXISTS (SELECT 1 FROM refunds WHERE id = subject LIMIT 1 OFFSET 0)
      AND NOT EXISTS (SELECT 1 FROM saved_methods WHERE id = subject LIMIT 1 OFFSET 0)
      AND NOT EXISTS (SELECT 1 FROM payouts WHERE id = subject LIMIT 1 OFFSET 0)`,
    limit,
  });
