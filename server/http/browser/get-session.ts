import { getSessionQuery } from '../../../shared/api/get-session.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { parseQuery } from '../parse.ts';
import { answerSession } from './answer-session.ts';

export const getSessionEndpoint = ({ domain, browserOrigin, clientToken }: EndpointDeps): Endpoint =>
  endpoint('getSession', browserOrigin, clientToken, async (ctx) => {
    await answerSession(ctx, domain, parseQuery(ctx, getSessionQuery));
  });
