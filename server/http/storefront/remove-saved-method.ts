import { removeSavedMethod } from '../../payments/saved-method/saved-methods.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type Kit } from '../endpoint.ts';
import { presentStorefrontSavedMethod } from '../present.ts';

export const removeSavedMethodEndpoint = ({ domain, apiKey }: Kit): Endpoint =>
  endpoint('removeSavedMethod', apiKey, async (ctx) => {
    answer(ctx, 200, presentStorefrontSavedMethod(await removeSavedMethod(domain, parameter(ctx, 'id'))));
  });
