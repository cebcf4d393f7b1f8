import { createChargeRequest, createChargeResponse } from '../../../../shared/api/create-charge.ts';
import { listSavedMethodsResponse } from '../../../../shared/api/list-saved-methods.ts';
import { removeSavedMethodResponse } from '../../../../shared/api/remove-saved-method.ts';
import type { Operations } from '../operation.ts';

export const SAVED_METHOD_OPERATIONS = {
  listSavedMethods: {
    tag: 'saved',
    summary: 'List a customer’s saved methods',
    description: '`reference` is the storefront’s own name of the customer.',
    auth: 'apiKey',
    success: { status: 200, description: 'The active ones, last used first', schema: listSavedMethodsResponse },
    problems: [],
  },
  removeSavedMethod: {
    tag: 'saved',
    summary: 'Forget a saved method',
    description: 'It is removed at the provider first.',
    auth: 'apiKey',
    success: { status: 200, description: 'What was removed', schema: removeSavedMethodResponse },
    problems: ['not_found', 'provider_unavailable'],
  },
  createCharge: {
    tag: 'saved',
    summary: 'Charge a saved method without the customer',
    description: 'For recurring orders. Makes its own checkout.',
    auth: 'apiKey',
    key: 'demanded',
    request: createChargeRequest,
    success: { status: 201, description: 'The payment', schema: createChargeResponse },
    problems: ['conflict', 'channel_unavailable', 'amount_out_of_range', 'provider_unavailable'],
  },
} as const satisfies Operations;
