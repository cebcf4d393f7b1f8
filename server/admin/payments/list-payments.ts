import { pageRequestOf } from '../../http/page.ts';
import { parseQuery } from '../../http/parse.ts';
import { answer } from '../../http/response.ts';
import type { BackOfficeEndpoint } from '../endpoint.ts';
import { listPaymentsQuery, type PaymentList, type PERIODS } from '../wire/payments.ts';
import { findPayments } from './find-payments.ts';
import { paymentRows } from './payment-row.ts';

const HOUR_MS = 3_600_000;
const PERIOD_MS: Readonly<Record<(typeof PERIODS)[number], number>> = {
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
};

/** Payments by filters, newest first; or those that one id or reference names. */
export const listPayments: BackOfficeEndpoint = {
  method: 'GET',
  path: '/api/payments',
  steps: ({ domain, providers }) => [
    async (ctx) => {
      const { q, status, provider, channel, review, period, ...page } = parseQuery(ctx, listPaymentsQuery);
      const filter = {
        status,
        provider,
        channel,
        inReview: review === 'open',
        createdSince: period && domain.clock.now() - PERIOD_MS[period],
      };
      const found =
        q === undefined
          ? await domain.store.scanPayments(filter, pageRequestOf(page))
          : { data: await findPayments(domain, q), nextCursor: null };
      const view: PaymentList = {
        data: await paymentRows(domain, found.data),
        nextCursor: found.nextCursor,
        providers: [...providers().keys()],
      };
      answer(ctx, 200, view);
    },
  ],
};
