import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Instant } from '../../payments/model/model.ts';
import type { Clock, Store } from '../../payments/ports/ports.ts';
import type { Cipher } from '../../platform/crypto.ts';
import type { Secret } from '../../platform/secret.ts';

/** Without a request for so long, a session ends. */
export const IDLE_MS = 15 * 60_000;
/** However much it is used, a session ends after a working day. */
const LIFE_MS = 12 * 3_600_000;

export interface SessionOperator {
  readonly name: string;
  readonly secret: Secret;
}

/** A session as its cookie has it. */
export interface OperatorSession {
  readonly id: string;
  readonly operator: string;
  readonly startedAt: Instant;
  readonly seenAt: Instant;
}

/** Sessions of operators. They live in the cookie, so that any instance of the server can check one. */
export interface OperatorSessions {
  /** The cookie's text for a new session. */
  start(operator: string): string;
  /** The session of a cookie; `undefined` if it is not genuine, was idle for too long, or has ended. */
  find(cookie: string): Promise<OperatorSession | undefined>;
  /** The cookie's text for a session that is being used. */
  renew(session: OperatorSession): string;
  /** Ends the session on every instance, whoever has its cookie. */
  end(session: OperatorSession): Promise<void>;
}

export interface OperatorSessionsDeps {
  readonly cipher: Pick<Cipher, 'fingerprint' | 'hasFingerprint'>;
  readonly store: Pick<Store, 'findIdempotencyRecord' | 'transact'>;
  readonly clock: Clock;
  /** The present operators: whoever is removed, or gets another secret, is signed out. */
  readonly operators: () => readonly SessionOperator[];
}

const payloadSchema = z.strictObject({
  id: z.uuid(),
  operator: z.string(),
  startedAt: z.int(),
  seenAt: z.int(),
});

const PURPOSE = 'back office session';
/** A session that was ended is kept like a used key, which outlives it. */
const ENDED = 'back office session ended';

export function operatorSessions({ cipher, store, clock, operators }: OperatorSessionsDeps): OperatorSessions {
  /** What is signed: also the operator's secret, so that a session does not outlive it. */
  const signedText = (payload: string, { secret }: SessionOperator): string =>
    `${payload} ${createHash('sha256').update(secret.reveal()).digest('hex')}`;

  function write(session: OperatorSession): string {
    const operator = operators().find(({ name }) => name === session.operator);
    if (operator === undefined) throw new Error('a session of an operator who is not configured');
    const payload = Buffer.from(JSON.stringify(session)).toString('base64url');
    return `${payload}~${cipher.fingerprint(signedText(payload, operator), PURPOSE)}`;
  }

  function read(cookie: string): OperatorSession | undefined {
    const [payload = '', signature = '', ...more] = cookie.split('~');
    const session = parse(payload);
    const operator = operators().find(({ name }) => name === session?.operator);
    if (session === undefined || operator === undefined || more.length > 0) return undefined;
    return cipher.hasFingerprint(signature, signedText(payload, operator), PURPOSE) === true ? session : undefined;
  }

  return {
    start(operator) {
      const now = clock.now();
      return write({ id: randomUUID(), operator, startedAt: now, seenAt: now });
    },
    async find(cookie) {
      const session = read(cookie);
      const now = clock.now();
      if (session === undefined || now >= session.seenAt + IDLE_MS || now >= session.startedAt + LIFE_MS)
        return undefined;
      return (await store.findIdempotencyRecord(ENDED, session.id)) === undefined ? session : undefined;
    },
    renew: (session) => write({ ...session, seenAt: clock.now() }),
    async end({ id, operator }) {
      const record = { scope: ENDED, key: id, fingerprint: '', resourceId: operator, createdAt: clock.now() };
      await store.transact((tx) => tx.claimIdempotencyKey(record), 'new');
    },
  };
}

function parse(payload: string): OperatorSession | undefined {
  try {
    return z.safeParse(payloadSchema, JSON.parse(Buffer.from(payload, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
