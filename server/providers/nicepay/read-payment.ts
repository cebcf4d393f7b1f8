import { NotDelivered, OutcomeUnknown, Rejected, type PaymentOutcome } from '../../payments/ports.ts';
import type { Failure } from '../../payments/payment.ts';
import type { ProviderAnswer } from '../http.ts';
import type { CallContext } from './api-call.ts';
import { readRefusal, SUCCESS } from './errors.ts';
import { parseObject, toSaid } from './said.ts';

/** What became of a payment step that we made ourselves. It is a claim: the domain asks before it believes in money. */
export interface PaymentStep {
  readonly outcome: Extract<PaymentOutcome, 'paid' | 'processing' | 'failed' | 'unknown'>;
  readonly failure?: Failure | undefined;
  readonly said: string;
}

/**
 * Makes the step and reads its answer, whose form no source tells: JSON, a redirect with the result in its address, a
 * form or a page. A result that says a definite no is a failure; where no result can be found, asking will tell.
 * Throws NotDelivered alone: after that the step may be made again.
 */
export async function readPaymentAnswer(
  step: () => Promise<ProviderAnswer>,
  context: CallContext,
): Promise<PaymentStep> {
  let answer: ProviderAnswer;
  try {
    answer = await step();
  } catch (error) {
    if (error instanceof OutcomeUnknown) return { outcome: 'unknown', said: error.message };
    throw error;
  }
  const code = resultCodeOf(answer);
  if (code === undefined) return { outcome: 'processing', said: 'payment step answered without a result' };
  if (code === SUCCESS) return { outcome: 'paid', said: `payment step ${code}` };
  const { error } = readRefusal(code, context);
  if (error instanceof NotDelivered) throw error;
  if (error instanceof Rejected) return { outcome: 'failed', failure: error.failure, said: error.message };
  return { outcome: 'unknown', said: error.message };
}

function resultCodeOf({ headers, text }: ProviderAnswer): string | undefined {
  const object = parseObject(text);
  const inBody = object === undefined ? undefined : toSaid(object).text('resultCd');
  return inBody ?? inAddress(headers['location']) ?? inAddress(`?${text.slice(0, 4000)}`);
}

/** NICEPAY appends with a question mark even where the address has one already. */
function inAddress(address: string | undefined): string | undefined {
  const code = /[?&]resultCd=([A-Za-z0-9]{1,4})(?:[&#]|$)/i.exec(address ?? '')?.[1];
  return code === '' ? undefined : code;
}
