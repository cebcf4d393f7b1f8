import { cancelCheckoutRequest, cancelCheckoutResponse } from '../../../../shared/api/cancel-checkout.ts';
import { createCheckoutRequest, createCheckoutResponse } from '../../../../shared/api/create-checkout.ts';
import { getCheckoutResponse } from '../../../../shared/api/get-checkout.ts';
import { listCheckoutsQuery, listCheckoutsResponse } from '../../../../shared/api/list-checkouts.ts';
import { renewTokenRequest, renewTokenResponse } from '../../../../shared/api/renew-token.ts';
import type { Operations } from '../operation.ts';

export const CHECKOUT_OPERATIONS = {
  createCheckout: {
    tag: 'checkouts',
    summary: 'Open a checkout',
    description:
      'Answers with the client token that the page hands to `<kasir-checkout>`. There is one open or paid checkout for each `reference`; asking for another is a `conflict` that names it in `checkoutId`.',
    auth: 'apiKey',
    key: 'accepted',
    request: createCheckoutRequest,
    success: { status: 201, description: 'The checkout and its client token', schema: createCheckoutResponse },
    problems: ['conflict'],
  },
  listCheckouts: {
    tag: 'checkouts',
    summary: 'List checkouts, newest first',
    auth: 'apiKey',
    query: listCheckoutsQuery,
    success: { status: 200, description: 'A page of checkouts', schema: listCheckoutsResponse },
    problems: [],
  },
  getCheckout: {
    tag: 'checkouts',
    summary: 'Read a checkout with its payments',
    auth: 'apiKey',
    success: { status: 200, description: 'The checkout', schema: getCheckoutResponse },
    problems: ['not_found'],
  },
  renewToken: {
    tag: 'checkouts',
    summary: 'Make a fresh client token',
    description: 'For a page whose token has ended, or ends soon. Earlier tokens live on until they end.',
    auth: 'apiKey',
    key: 'accepted',
    request: renewTokenRequest,
    success: { status: 200, description: 'The token', schema: renewTokenResponse },
    problems: ['not_found'],
  },
  cancelCheckout: {
    tag: 'checkouts',
    summary: 'Cancel a checkout',
    description: 'Closes it, and cancels its live payment at the provider. Once it is paid, a refund is the way.',
    auth: 'apiKey',
    key: 'accepted',
    request: cancelCheckoutRequest,
    success: { status: 200, description: 'The canceled checkout', schema: cancelCheckoutResponse },
    problems: ['not_found', 'state_conflict'],
  },
} as const satisfies Operations;
