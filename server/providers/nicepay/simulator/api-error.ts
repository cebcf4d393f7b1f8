/** A business error in the provider's words. It travels with HTTP 200: only `resultCd` tells. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Data that no code of its own exists for. */
export const badData = (message: string): Refused => new Refused('9030', message);
