/**
 * A notice that changes nothing. `malformed`: it cannot be read. `unverified`: nobody proves who sent it. `deferred`:
 * there is no room for it now, and it has to come again.
 */
export class NotificationError extends Error {
  override readonly name = 'NotificationError';
  readonly code: 'malformed' | 'unverified' | 'deferred';
  constructor(code: NotificationError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
