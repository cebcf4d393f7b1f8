import { answer } from '../../http/response.ts';
import type { BackOfficeEndpoint } from '../endpoint.ts';
import { findSession } from './require-operator.ts';
import { dropSessionCookie } from './session-cookie.ts';

/** Ends the session; without one there is nothing to do. */
export const signOut: BackOfficeEndpoint = {
  method: 'POST',
  path: '/api/session/end',
  isOpen: true,
  steps: ({ domain, sessions }) => [
    async (ctx) => {
      const session = await findSession(ctx, sessions);
      if (session !== undefined) {
        await sessions.end(session);
        domain.log.info({ operator: session.operator }, 'back office: signed out');
      }
      dropSessionCookie(ctx);
      answer(ctx, 200, {});
    },
  ],
};
