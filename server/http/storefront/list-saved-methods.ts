import { listSavedMethodsResponse, type ListSavedMethodsResponse } from '../../../shared/api/list-saved-methods.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { presentStorefrontSavedMethod } from '../present/present-saved-method.ts';

export const listSavedMethodsEndpoint: Endpoint = {
  operation: {
    tag: 'saved',
    summary: 'List a customer’s saved methods',
    description: '`reference` is the customer reference given by the storefront.',
    auth: 'apiKey',
    success: {
      status: 200,
      description: 'The active saved methods, most recently used first',
      schema: listSavedMethodsResponse,
    },
    problems: [],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      const methods = await domain.store.savedMethodsOf(parameter(ctx, 'reference'));
      const view: ListSavedMethodsResponse = { data: methods.map(presentStorefrontSavedMethod), nextCursor: null };
      answer(ctx, 200, view);
    },
  ],
};
