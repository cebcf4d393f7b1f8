import { removeSavedMethod } from '../../payments/saved-method/saved-methods.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { presentStorefrontSavedMethod } from '../present.ts';

export const removeSavedMethodEndpoint = ({ domain, apiKey }: EndpointDeps): Endpoint =>
  endpoint('removeSavedMethod', apiKey, async (ctx) => {
    answer(ctx, 200, presentStorefrontSavedMethod(await removeSavedMethod(domain, parameter(ctx, 'id'))));
  });
