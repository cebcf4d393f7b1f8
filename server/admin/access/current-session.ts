import { answer } from '../../http/response.ts';
import type { BackOfficeEndpoint } from '../endpoint.ts';
import type { SessionView } from '../wire/session.ts';
import { IDLE_MS } from './operator-sessions.ts';
import { findSession } from './require-operator.ts';

/** Who is signed in, if anybody: what the page asks first. */
export const currentSession: BackOfficeEndpoint = {
  method: 'GET',
  path: '/api/session',
  isOpen: true,
  steps: ({ sessions }) => [
    async (ctx) => {
      const session = await findSession(ctx, sessions);
      const view: SessionView = { operator: session?.operator ?? null, idleMinutes: IDLE_MS / 60_000 };
      answer(ctx, 200, view);
    },
  ],
};
