import { NotDelivered, OutcomeUnknown, Rejected, type ProviderRejection } from '../../payments/ports/ports.ts';
import type { Failure } from '../../payments/model/model.ts';
import type { CallContext } from './build.ts';
import { meaningOf, type Meaning } from './errors/result-codes.ts';

export const SUCCESS = '0000';

/** Our reference is registered already: an earlier call with it arrived, and its answer did not. */
export class ReferenceTaken extends OutcomeUnknown {}

const DUPLICATE_REFERENCE = '9009';

/** What a result code other than success means for the call that it answers. */
export interface DomainError {
  readonly error: NotDelivered | Rejected | OutcomeUnknown;
  /** The merchant's account or our own request is wrong: somebody has to look, no customer can help. */
  readonly alarming: boolean;
}

/** `resultMsg`: NICEPAY's own sentence beside the code, for the log. */
export function readRejection(code: string, context: CallContext, resultMsg?: string): DomainError {
  const meaning = meaningOf(code, context.payMethod, context.call === 'cancel');
  const alarming = meaning?.kind === 'failure' && meaning.alarming;
  const rejection = { code, message: resultMsg, mend: alarming, ...(alarming ? { fix: meaning.why } : {}) };
  return { error: toError(code, meaning, context, rejection), alarming };
}

function toError(
  code: string,
  meaning: Meaning | undefined,
  { call }: CallContext,
  rejection: ProviderRejection,
): DomainError['error'] {
  const message = `${call} refused with ${code}${meaning?.why === undefined ? '' : `: ${meaning.why}`}`;
  if (meaning?.kind === 'busy') return new NotDelivered(message, { rejection });
  if (code === DUPLICATE_REFERENCE) return new ReferenceTaken(message, { rejection });
  if (meaning?.kind === 'unanswered') return new OutcomeUnknown(message, { rejection });
  // A question that is refused says nothing about the payment.
  if (call === 'inquiry') return new OutcomeUnknown(message, { rejection });
  if (meaning === undefined) {
    // A registration that failed left nothing that a customer could pay. Of money nobody knows what became of it.
    const definite = call === 'registration' || call === 'receipt';
    return definite
      ? new Rejected({ code: 'provider_error', providerCode: code }, message, { rejection })
      : new OutcomeUnknown(message, { rejection });
  }
  const { failure, why } = meaning;
  const failed = { code: failure, providerCode: code, ...(why === undefined ? {} : { reason: why }) };
  return new Rejected(failed, message, { rejection });
}

/** Why a payment failed, by the code of its last try. A code that says nothing definite reads as declined. */
export function failureOf(code: string | undefined, payMethod: string): Failure {
  if (code === undefined) return { code: 'declined' };
  const meaning = meaningOf(code, payMethod, false);
  return { code: meaning?.kind === 'failure' ? meaning.failure : 'declined', providerCode: code };
}
