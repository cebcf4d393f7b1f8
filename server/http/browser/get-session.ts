import { getSessionQuery } from '../../../shared/api/get-session.ts';
import { endpoint, type Endpoint, type Kit } from '../endpoint.ts';
import { parseQuery } from '../parse.ts';
import { answerSession } from './answer-session.ts';

export const getSessionEndpoint = ({ domain, browserOrigin, clientToken }: Kit): Endpoint =>
  endpoint('getSession', browserOrigin, clientToken, async (ctx) => {
    await answerSession(ctx, domain, parseQuery(ctx, getSessionQuery));
  });
