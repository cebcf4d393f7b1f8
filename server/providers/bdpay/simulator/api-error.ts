/** The codes of `platRespCode` besides `SUCCESS`. */
export type RejectionCode = 'FAIL' | 'UNKNOWN' | 'NOTEXIST' | 'ERROR';

export const isRejectionCode = (text: string | undefined): text is RejectionCode =>
  text === 'FAIL' || text === 'UNKNOWN' || text === 'NOTEXIST' || text === 'ERROR';

/** The platform says no. It still answers with HTTP 200. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RejectionCode;
  constructor(message: string, code: RejectionCode = 'FAIL') {
    super(message);
    this.code = code;
  }
}
