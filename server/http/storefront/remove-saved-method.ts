import { removeSavedMethodResponse } from '../../../shared/api/remove-saved-method.ts';
import { removeSavedMethod } from '../../payments/saved-method/remove-saved-method.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { presentStorefrontSavedMethod } from '../present/present-saved-method.ts';

export const removeSavedMethodEndpoint: Endpoint = {
  operation: {
    tag: 'saved',
    summary: 'Remove a saved method',
    description: 'It is removed at the provider first.',
    auth: 'apiKey',
    success: { status: 200, description: 'The removed saved method', schema: removeSavedMethodResponse },
    problems: ['not_found', 'provider_unavailable'],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      answer(ctx, 200, presentStorefrontSavedMethod(await removeSavedMethod(domain, parameter(ctx, 'id'))));
    },
  ],
};
