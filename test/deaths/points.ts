import type { Trigger } from './hook/trigger.ts';

/** A moment in the work of a server at which it is killed. */
export type Point = { readonly name: string } & (
  | { readonly by: 'itself'; readonly trigger: Trigger }
  /** By the provider's simulator: when a request arrives, or when it is done and not answered yet. */
  | { readonly by: 'provider'; readonly method: 'GET' | 'POST'; readonly when: 'before' | 'after' }
  /** By the storefront: when an event arrives, or when it was acknowledged. */
  | { readonly by: 'storefront'; readonly when: 'before' | 'after' }
  /** While it stops after SIGTERM. */
  | { readonly by: 'drain' }
  /** At any time. */
  | { readonly by: 'chance' }
);

const itself = (name: string, trigger: Trigger): Point => ({ name, by: 'itself', trigger });
const INTENT = 'insert into "payments"';
const OUTCOME = 'update "payments"';
const CREATE = 'POST /simulators/xendit/v3/payment_requests';
const INQUIRY = 'GET /simulators/xendit';
const EVENT = 'POST /storefront';

/** Every point at which a database that is in use can be left, in the order of a payment's life. */
export const POINTS: readonly Point[] = [
  itself('first commit of a start', { on: 'commit', when: 'before' }),
  itself('third commit of a start', { on: 'commit', when: 'after', nth: 3 }),
  itself('checkout stored, not answered', { on: 'reply', line: 'POST /v1/checkouts' }),
  itself('key reserved, nothing begun', { on: 'commit', when: 'after', having: 'insert into "idempotency_records"' }),
  itself('before the intent is inserted', { on: 'statement', text: INTENT }),
  itself('intent inserted, not committed', { on: 'commit', when: 'before', having: INTENT }),
  itself('intent committed, nothing sent', { on: 'commit', when: 'after', having: INTENT }),
  itself('before the create is sent', { on: 'send', when: 'before', line: CREATE }),
  itself('half of the create is sent', { on: 'send', when: 'half', line: CREATE }),
  { name: 'create arrived, not done', by: 'provider', method: 'POST', when: 'before' },
  { name: 'create done, no answer', by: 'provider', method: 'POST', when: 'after' },
  itself('answer read, outcome not committed', { on: 'commit', when: 'before', having: OUTCOME }),
  itself('outcome committed', { on: 'commit', when: 'after', having: OUTCOME }),
  itself('answer stored, not sent', { on: 'commit', when: 'after', having: 'update "idempotency_records"' }),
  itself('payment created, not answered', { on: 'reply', line: 'POST /v1/session/payments' }),
  itself('notification read, not committed', { on: 'commit', when: 'before', having: 'insert into "notifications"' }),
  itself('notification committed, not answered', {
    on: 'commit',
    when: 'after',
    having: 'insert into "notifications"',
  }),
  itself('before an inquiry is sent', { on: 'send', when: 'before', line: INQUIRY }),
  { name: 'inquiry done, no answer', by: 'provider', method: 'GET', when: 'after' },
  itself('status written, event not', { on: 'statement', text: 'insert into "events"', following: OUTCOME }),
  itself('status and event committed', { on: 'commit', when: 'after', having: 'insert into "events"' }),
  itself('delivery claimed, not sent', { on: 'send', when: 'before', line: EVENT }),
  { name: 'event arrived, not acknowledged', by: 'storefront', when: 'before' },
  { name: 'event acknowledged', by: 'storefront', when: 'after' },
  itself('event delivered, not marked', { on: 'commit', when: 'before', having: 'update "events"' }),
  itself('refund committed, nothing sent', { on: 'commit', when: 'after', having: 'insert into "refunds"' }),
  itself('refund created, not answered', { on: 'reply', line: 'POST /v1/payments' }),
  itself('payout committed, nothing sent', { on: 'commit', when: 'after', having: 'insert into "payouts"' }),
  { name: 'while it drains', by: 'drain' },
];

export const CHANCE: Point = { name: 'at any time', by: 'chance' };

/** Only where the database is a file that has a log. */
export const CHECKPOINT: Point = itself('while the log is merged', { on: 'checkpoint' });
