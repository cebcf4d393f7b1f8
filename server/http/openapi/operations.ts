import type { RouteName } from '../../../shared/api/routes.ts';
import type { Operation } from './operation.ts';
import { CHECKOUT_OPERATIONS } from './operations/checkouts.ts';
import { EVENT_OPERATIONS } from './operations/events.ts';
import { PAYMENT_OPERATIONS } from './operations/payments.ts';
import { PAYOUT_OPERATIONS } from './operations/payouts.ts';
import { PROVIDER_OPERATIONS } from './operations/providers.ts';
import { SAVED_METHOD_OPERATIONS } from './operations/saved-methods.ts';
import { SESSION_OPERATIONS } from './operations/session.ts';

/** Every address of the route table, for people who call it. */
export const OPERATIONS: Readonly<Record<RouteName, Operation>> = {
  ...CHECKOUT_OPERATIONS,
  ...PAYMENT_OPERATIONS,
  ...SAVED_METHOD_OPERATIONS,
  ...PAYOUT_OPERATIONS,
  ...EVENT_OPERATIONS,
  ...SESSION_OPERATIONS,
  ...PROVIDER_OPERATIONS,
};
