/**
 * A notification that is not accepted. `malformed`: it cannot be read. `unverified`: its sender is not proven.
 * `deferred`: it cannot be recorded now, and the provider has to send it again.
 */
export class NotificationError extends Error {
  override readonly name = 'NotificationError';
  readonly code: 'malformed' | 'unverified' | 'deferred';
  constructor(code: NotificationError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
