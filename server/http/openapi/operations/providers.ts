import type { Operations } from '../operation.ts';

export const PROVIDER_OPERATIONS = {
  receiveNotification: {
    tag: 'providers',
    summary: 'A provider’s notification',
    description: 'In the provider’s own format, proven by its own means. It changes no status: the provider is asked.',
    auth: 'none',
    success: { status: 200, description: 'The provider’s own acknowledgement' },
    problems: ['invalid_request', 'unauthorized', 'not_found', 'payload_too_large', 'unsupported_media_type'],
  },
  receivePayoutNotification: {
    tag: 'providers',
    summary: 'A provider’s notification of a payout',
    description: 'Like any other, at an address of its own for providers that are told one for payouts.',
    auth: 'none',
    success: { status: 200, description: 'The provider’s own acknowledgement' },
    problems: ['invalid_request', 'unauthorized', 'not_found', 'payload_too_large', 'unsupported_media_type'],
  },
  customerReturn: {
    tag: 'providers',
    summary: 'The customer comes back from a provider',
    alsoByPost: true,
    description:
      'GET or POST. Goes on to the checkout’s `returnUrl` with `kasir_checkout`. Its parameters are not read.',
    auth: 'none',
    success: { status: 303, description: 'On to the merchant’s page' },
    page: { status: 404, description: 'A page that says that there is no such payment' },
    problems: [],
  },
} as const satisfies Operations;
