import { isSignedBy, type Formula } from './merchant-tokens.ts';
import type { Fields } from './records.ts';
import { ApiError } from './api-error.ts';
import { parseTimeStamp } from './wib.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';
import type { SimulatedMerchant } from './options.ts';

const MINUTE = 60_000;
/** How far a server's clock may be off. Not documented; seven hours would be a wrong time zone. */
const SERVER_DRIFT_MS = 10 * MINUTE;
/** How old a browser's form may be: it was signed when the page was made. */
const FORM_AGE_MS = 60 * MINUTE;

export function findMerchant(state: SimulatorState, { iMid }: Fields): SimulatedMerchant {
  const merchant = state.options.merchants.find((one) => one.iMid === iMid);
  if (!merchant) throw new ApiError('9011', 'The merchant id is unknown');
  return merchant;
}

/**
 * Checks the time and the signature of a call. `signed` may have fields that the call itself does not carry.
 *
 * @throws {ApiError} 9031: the time is wrong; 9010: the signature is wrong
 */
export function checkSignature(
  state: SimulatorState,
  merchant: SimulatedMerchant,
  formula: Formula,
  signed: Fields,
  sender: 'server' | 'browser' = 'server',
): void {
  const at = parseTimeStamp(signed['timeStamp'] ?? '');
  if (at === undefined) throw new ApiError('9031', 'timeStamp must be a time in Jakarta, YYYYMMDDHHMMSS');
  const age = now(state) - at;
  const oldest = sender === 'server' ? SERVER_DRIFT_MS : FORM_AGE_MS;
  if (age > oldest || age < -SERVER_DRIFT_MS)
    throw new ApiError('9031', 'timeStamp is not the current time in Jakarta');
  if (!isSignedBy(merchant, formula, signed, signed['merchantToken']))
    throw new ApiError('9010', 'The merchantToken is wrong');
}
