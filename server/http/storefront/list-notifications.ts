import {
  listNotificationsQuery,
  listNotificationsResponse,
  type ListNotificationsResponse,
} from '../../../shared/api/list-notifications.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { pageRequestOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentNotification } from '../present/present-notification.ts';

export const listNotificationsEndpoint: Endpoint = {
  operation: {
    tag: 'notifications',
    summary: 'List stored notifications, newest first',
    description: 'What providers sent, verified and stored; `subject` is the id of a payment or payout, or `none`.',
    auth: 'apiKey',
    query: listNotificationsQuery,
    success: { status: 200, description: 'A page of notifications', schema: listNotificationsResponse },
    problems: [],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      const { provider, subject, ...page } = parseQuery(ctx, listNotificationsQuery);
      const filter =
        subject === undefined || subject === 'none'
          ? { provider, subject: subject && '' }
          : { provider: provider ?? (await providerOf(domain, subject)), subject };
      const notifications = await domain.store.listNotifications(filter, pageRequestOf(page));
      const view: ListNotificationsResponse = await presentPage(notifications, presentNotification);
      answer(ctx, 200, view);
    },
  ],
};

/** The notifications of one subject are found by its provider. */
const providerOf = async ({ store }: Domain, subject: string): Promise<string | undefined> =>
  (await (subject.startsWith('po_') ? store.findPayout(subject) : store.findPayment(subject)))?.provider;
