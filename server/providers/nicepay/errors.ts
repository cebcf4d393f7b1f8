import { NotDelivered, OutcomeUnknown, Rejected, type ProviderRejection } from '../../payments/ports/ports.ts';
import type { Failure } from '../../payments/model/model.ts';
import type { CallContext } from './build.ts';
import { meaningOf, type CodeMeaning } from './errors/result-codes.ts';

export const SUCCESS = '0000';

/** Our reference is registered already: an earlier call with it reached NICEPAY, and its response was lost. */
export class DuplicateReference extends OutcomeUnknown {}

const DUPLICATE_REFERENCE = '9009';

export interface CodeResult {
  readonly error: NotDelivered | Rejected | OutcomeUnknown;
  /** The merchant's account or our own request is wrong: an operator has to act, the customer cannot. */
  readonly needsOperator: boolean;
}

/**
 * What a result code other than success means for the call that it answers.
 *
 * @param resultMsg NICEPAY's own text beside the code, for the log
 * @see https://docs.nicepay.co.id/en/nicepay-code-v2-error-code
 */
export function readResultCode(code: string, context: CallContext, resultMsg?: string): CodeResult {
  const meaning = meaningOf(code, context.payMethod, context.call === 'cancel');
  const needsOperator = meaning?.kind === 'failure' && meaning.needsOperator;
  const rejection = {
    code,
    message: resultMsg,
    mend: needsOperator,
    ...(needsOperator ? { fix: meaning.reason } : {}),
  };
  return { error: toError(code, meaning, context, rejection), needsOperator };
}

function toError(
  code: string,
  meaning: CodeMeaning | undefined,
  { call }: CallContext,
  rejection: ProviderRejection,
): CodeResult['error'] {
  const message = `${call} rejected with ${code}${meaning?.reason === undefined ? '' : `: ${meaning.reason}`}`;
  if (meaning?.kind === 'busy') return new NotDelivered(message, { rejection });
  if (code === DUPLICATE_REFERENCE) return new DuplicateReference(message, { rejection });
  if (meaning?.kind === 'outcome_unknown') return new OutcomeUnknown(message, { rejection });
  // A rejected inquiry says nothing about the payment.
  if (call === 'inquiry') return new OutcomeUnknown(message, { rejection });
  if (meaning === undefined) {
    // A failed registration or receipt moved no money. After any other call, money may have moved.
    const isDefinite = call === 'registration' || call === 'receipt';
    return isDefinite
      ? new Rejected({ code: 'provider_error', providerCode: code }, message, { rejection })
      : new OutcomeUnknown(message, { rejection });
  }
  const { failure, reason } = meaning;
  const failed = { code: failure, providerCode: code, ...(reason === undefined ? {} : { reason }) };
  return new Rejected(failed, message, { rejection });
}

/** Why a payment failed, by the result code of its last try. A code without a definite meaning reads as declined. */
export function failureOf(code: string | undefined, payMethod: string): Failure {
  if (code === undefined) return { code: 'declined' };
  const meaning = meaningOf(code, payMethod, false);
  return { code: meaning?.kind === 'failure' ? meaning.failure : 'declined', providerCode: code };
}
