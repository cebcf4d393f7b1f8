import type { CrashableServer, HttpReply } from '../crashable-server.ts';
import type { Subject } from '../subjects.ts';

/** What a use case has created before the request that is interrupted. */
export interface Prepared {
  readonly checkoutId: string;
  /** The checkout's client token. */
  readonly token: string;
  readonly paymentId: string;
}

/** One request of a customer, the shop or its finance team that can be interrupted anywhere and repeated. */
export interface UseCase {
  readonly name: string;
  readonly needs?: 'savable' | 'refundable' | 'holdable' | 'payouts';
  /** Variables besides the usual environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What happens before, without interruption. */
  prepare(server: CrashableServer, subject: Subject): Promise<Prepared>;
  /** What is interrupted; `again` when it is repeated under the same idempotency key. */
  perform(server: CrashableServer, prepared: Prepared, subject: Subject, again: boolean): Promise<HttpReply>;
  /** How many movements of each kind the provider's ledger may have at most; none of kinds that are not named. */
  readonly maxMovements: Readonly<Partial<Record<string, number>>>;
  /** What else holds once everything due has been done. */
  verify?(server: CrashableServer, prepared: Prepared): Promise<void>;
}

/** Why a use case does not apply to a provider; `false` where it does. */
export function skipReason({ needs }: UseCase, { provider, ...subject }: Subject): string | false {
  if (needs === undefined) return false;
  if (needs === 'payouts') return provider.payouts === undefined ? `${provider.id} offers no payouts` : false;
  return subject[needs] === undefined ? `${provider.id} offers no ${needs} channel` : false;
}
