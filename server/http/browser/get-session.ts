import { DEFAULT_LANGUAGE, LANGUAGES } from '../../../shared/language.ts';
import { getSessionQuery, getSessionResponse } from '../../../shared/api/get-session.ts';
import type { Endpoint } from '../endpoint.ts';
import { parseQuery } from '../parse.ts';
import { answerSession } from './answer-session.ts';

export const getSessionEndpoint: Endpoint = {
  operation: {
    tag: 'session',
    summary: 'Retrieve the session',
    description: `\`channels\` lists the channels available for this amount, currency, country, remaining time and device. \`notice\` and the labels of \`fields\` are in the language of \`Accept-Language\` (${LANGUAGES.join(', ')}; default ${DEFAULT_LANGUAGE}).`,
    auth: 'clientToken',
    query: getSessionQuery,
    success: {
      status: 200,
      description: 'The checkout, its channels and its current payment',
      schema: getSessionResponse,
    },
    problems: ['not_found'],
  },
  steps: ({ domain, browserOrigin, clientToken }) => [
    browserOrigin,
    clientToken,
    async (ctx) => {
      await answerSession(ctx, domain, parseQuery(ctx, getSessionQuery));
    },
  ],
};
