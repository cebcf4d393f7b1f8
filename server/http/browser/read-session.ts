import { getSessionResponse, readSessionForm } from '../../../shared/api/get-session.ts';
import { DomainError } from '../../payments/core/domain-error.ts';
import { required } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { openCheckout } from '../middleware/client-token.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parsePairs } from '../parse.ts';
import { answerSession } from './answer-session.ts';

const FORM_TYPE = /^application\/x-www-form-urlencoded(?:\s*;\s*charset="?utf-?8"?)?\s*$/i;

/** The same as GET, as a form with the token in it, which browsers send without a preflight. Nothing is stored. */
export const readSessionEndpoint: Endpoint = {
  operation: {
    tag: 'session',
    summary: 'Retrieve the session without a CORS preflight',
    description:
      'For browsers: the client token is sent as `token` in a form body. Takes no `Idempotency-Key`; no answer is stored.',
    auth: 'none',
    request: readSessionForm,
    requestType: 'application/x-www-form-urlencoded',
    success: {
      status: 200,
      description: 'The checkout, its channels and its current payment',
      schema: getSessionResponse,
    },
    problems: ['unauthorized', 'forbidden', 'not_found'],
  },
  steps: ({ domain, browserOrigin, tokens }) => [
    browserOrigin,
    rawBody,
    async (ctx) => {
      if (!FORM_TYPE.test(ctx.get('Content-Type')))
        throw new DomainError(
          'unsupported_media_type',
          'Content-Type must be application/x-www-form-urlencoded, encoded in UTF-8.',
        );
      const form = required(ctx.state.rawBody, 'rawBody').toString('utf8');
      const { token, ...query } = parsePairs(form, readSessionForm);
      openCheckout(ctx, tokens, token);
      await answerSession(ctx, domain, query);
    },
  ],
};
