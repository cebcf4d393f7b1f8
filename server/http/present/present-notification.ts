import type { NotificationView } from '../../../shared/api/list-notifications.ts';
import type { StoredNotification } from '../../payments/ports/ports.ts';
import { optional, presentTime } from './present-parts.ts';

export const presentNotification = ({
  id,
  provider,
  subject,
  bytes,
  receivedAt,
}: StoredNotification): NotificationView => ({
  id,
  provider,
  ...optional('subject', subject),
  bytes,
  receivedAt: presentTime(receivedAt),
});
