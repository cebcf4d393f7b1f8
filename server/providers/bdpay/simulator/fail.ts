/** The codes of `platRespCode` besides `SUCCESS`. */
export type RefusalCode = 'FAIL' | 'UNKNOWN' | 'NOTEXIST' | 'ERROR';

export const isRefusalCode = (text: string | undefined): text is RefusalCode =>
  text === 'FAIL' || text === 'UNKNOWN' || text === 'NOTEXIST' || text === 'ERROR';

/** The platform says no. It still answers with HTTP 200. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RefusalCode;
  constructor(message: string, code: RefusalCode = 'FAIL') {
    super(message);
    this.code = code;
  }
}
