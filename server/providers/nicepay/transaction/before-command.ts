import { NotDelivered, OutcomeUnknown } from '../../../payments/ports/ports.ts';

/**
 * Makes a call that has to succeed before a command (a charge, capture, cancel or refund) is sent. When its outcome is
 * unknown, the outcome of the command is not: it was never sent.
 *
 * @throws {NotDelivered} the outcome of the call is unknown, with the message given here
 */
export async function beforeCommand<T>(message: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof OutcomeUnknown) throw new NotDelivered(message, { cause });
    throw cause;
  }
}
