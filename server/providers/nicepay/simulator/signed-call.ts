import { isSignedBy, type Formula } from './merchant-tokens.ts';
import type { Fields } from './records.ts';
import { Refused } from './api-error.ts';
import { momentOfStamp } from './wib.ts';
import type { SimulatedMerchant, SimulatorState } from './state.ts';
import { now } from './state.ts';

const MINUTE = 60_000;
/** How far a server's clock may be wrong. The documentation names no limit; seven hours of it are a mistake. */
const SERVER_DRIFT_MS = 10 * MINUTE;
/** The browser's form was signed when the page was made, and the customer takes his time. */
const FORM_AGE_MS = 60 * MINUTE;

export function findMerchant(simulatorState: SimulatorState, { iMid }: Fields): SimulatedMerchant {
  const merchant = simulatorState.options.merchants.find((one) => one.iMid === iMid);
  if (!merchant) throw new Refused('9011', 'The merchant id is unknown');
  return merchant;
}

/** Who calls, when, and whether it is really that merchant. `signed` may hold more than the call carried. */
export function checkSignature(
  simulatorState: SimulatorState,
  merchant: SimulatedMerchant,
  formula: Formula,
  signed: Fields,
  sender: 'server' | 'browser' = 'server',
): void {
  const at = momentOfStamp(signed['timeStamp'] ?? '');
  if (at === undefined) throw new Refused('9031', 'timeStamp is no time of day in Jakarta, YYYYMMDDHHMMSS');
  const age = now(simulatorState) - at;
  const oldest = sender === 'server' ? SERVER_DRIFT_MS : FORM_AGE_MS;
  if (age > oldest || age < -SERVER_DRIFT_MS)
    throw new Refused('9031', 'timeStamp is not now, by the clock of Jakarta');
  if (!isSignedBy(merchant, formula, signed, signed['merchantToken']))
    throw new Refused('9010', 'The merchantToken is wrong');
}
