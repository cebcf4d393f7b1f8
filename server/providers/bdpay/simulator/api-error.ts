/** The codes of `platRespCode` besides `SUCCESS`. */
export type RejectionCode = 'FAIL' | 'UNKNOWN' | 'NOTEXIST' | 'ERROR';

export const isRejectionCode = (text: string | undefined): text is RejectionCode =>
  text === 'FAIL' || text === 'UNKNOWN' || text === 'NOTEXIST' || text === 'ERROR';

/** The platform rejects a request, with HTTP 200 all the same. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RejectionCode;
  constructor(message: string, code: RejectionCode = 'FAIL') {
    super(message);
    this.code = code;
  }
}
