import { removeSavedMethod } from '../../payments/saved-methods.ts';
import { answer } from '../answer.ts';
import { endpoint, parameter, type Endpoint, type Kit } from '../endpoint.ts';
import { presentSavedMethod } from '../present.ts';

export const removeSavedMethodEndpoint = ({ domain, apiKey }: Kit): Endpoint =>
  endpoint('removeSavedMethod', apiKey, async (ctx) => {
    answer(ctx, 200, presentSavedMethod(await removeSavedMethod(domain, parameter(ctx, 'id'))));
  });
