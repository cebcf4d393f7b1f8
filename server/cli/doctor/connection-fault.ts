/** By error code of Node, undici and OpenSSL: what happened, in words that follow the name of the host. */
const FAULTS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'cannot be found: there is no such host name',
  EAI_AGAIN: 'cannot be looked up: the name server does not answer',
  ECONNREFUSED: 'refuses connections: nothing listens there',
  ECONNRESET: 'closes the connection without an answer',
  UND_ERR_SOCKET: 'closes the connection without an answer',
  EPIPE: 'closes the connection without an answer',
  EHOSTUNREACH: 'cannot be reached: there is no route to it',
  ENETUNREACH: 'cannot be reached: there is no route to it',
  ETIMEDOUT: 'takes no connection in time: a firewall may drop it',
  UND_ERR_CONNECT_TIMEOUT: 'takes no connection in time: a firewall may drop it',
  UND_ERR_HEADERS_TIMEOUT: 'takes the connection and does not answer in time',
  UND_ERR_BODY_TIMEOUT: 'begins an answer and does not end it in time',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'sends an answer that is too large',
  ABORT_ERR: 'does not answer in time',
};

const TLS_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has a TLS certificate that has expired',
  CERT_NOT_YET_VALID: 'has a TLS certificate that is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed TLS certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a TLS certificate of an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a TLS certificate of an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'sends an incomplete chain of TLS certificates',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a TLS certificate for another name',
  EPROTO: 'does not speak TLS there',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS there',
};

export interface ConnectionFault {
  /** What happened, in words that follow the name of the host. */
  readonly why: string;
  /** The host is there, and its certificate or its TLS is not in order. */
  readonly isTls: boolean;
  /** Nothing came in time. */
  readonly isTimeout: boolean;
}

const MAX_CAUSES = 5;

/** Looks through the causes of an error for one that it knows. */
export function connectionFault(error: unknown): ConnectionFault {
  let cause: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && cause instanceof Error; depth += 1) {
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError')
      return { why: 'does not answer in time', isTls: false, isTimeout: true };
    const code = 'code' in cause ? String(cause.code) : '';
    if (Object.hasOwn(FAULTS, code))
      return { why: FAULTS[code] ?? '', isTls: false, isTimeout: code.includes('TIMEOUT') || code === 'ETIMEDOUT' };
    if (Object.hasOwn(TLS_FAULTS, code)) return { why: TLS_FAULTS[code] ?? '', isTls: true, isTimeout: false };
    // Several addresses of one name were tried.
    cause = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
  }
  return { why: 'cannot be reached', isTls: false, isTimeout: false };
}
