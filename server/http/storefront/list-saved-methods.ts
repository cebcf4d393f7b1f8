import type { ListSavedMethodsResponse } from '../../../shared/api/list-saved-methods.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { presentStorefrontSavedMethod } from '../present.ts';

export const listSavedMethodsEndpoint = ({ domain, apiKey }: EndpointDeps): Endpoint =>
  endpoint('listSavedMethods', apiKey, async (ctx) => {
    const methods = await domain.store.savedMethodsOf(parameter(ctx, 'reference'));
    const view: ListSavedMethodsResponse = { data: methods.map(presentStorefrontSavedMethod), nextCursor: null };
    answer(ctx, 200, view);
  });
