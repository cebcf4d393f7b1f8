/**
 * No answer, or one that is not the server's, after every try. The call may or may not have had its effect: repeat a POST
 * with the same `idempotencyKey` to learn which.
 */
export class KasirUnreachable extends Error {
  override readonly name = 'KasirUnreachable';
  /** The key that was sent, of a POST. */
  readonly idempotencyKey: string | undefined;

  constructor(message: string, { idempotencyKey, cause }: { idempotencyKey?: string | undefined; cause?: unknown }) {
    super(message, { cause });
    this.idempotencyKey = idempotencyKey;
  }
}
