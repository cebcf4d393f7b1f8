import { z } from 'zod';
import { notificationViewSchema } from '../../shared/api/list-notifications.ts';
import { replayNotificationResponse } from '../../shared/api/replay-notification.ts';
import { pathTo } from '../../shared/api/routes.ts';
import { environment } from '../main.ts';
import { assertKnownProvider } from './assert-known-provider.ts';
import { serverOf, type CallServer } from './call-server.ts';
import { listPages } from './list-pages.ts';
import { printPages } from './print-pages.ts';
import type { Options } from './options.ts';
import { printResult } from './print-result.ts';

/** `notifications list`: newest first. */
export async function listNotifications(options: Options, call: CallServer = serverOf(environment)): Promise<void> {
  assertKnownProvider(options['provider']);
  const filter = {
    provider: options['provider'],
    subject: options['unmatched'] === true ? 'none' : options['subject'],
  };
  const list = await listPages(call, pathTo('listNotifications'), filter, options, notificationViewSchema);
  const names = ['received', 'about', 'bytes', 'notification'];
  printPages(options, list, names, ({ id, subject = 'nothing', bytes, receivedAt }) => [
    receivedAt,
    subject,
    bytes,
    id,
  ]);
}

/** `notifications replay`: handles one again. */
export async function replayNotification(
  id: string,
  options: Options,
  call: CallServer = serverOf(environment),
): Promise<void> {
  const answer = z.parse(replayNotificationResponse, await call('POST', pathTo('replayNotification', { id }), {}));
  const { inquiring } = answer;
  printResult(
    options['json'] === true,
    answer,
    inquiring.length === 0
      ? 'it matches nothing here, so nothing is asked\n'
      : `${inquiring.join(', ')}: its provider is asked now\n`,
  );
}
