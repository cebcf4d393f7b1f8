import { ApiError, invalid } from './api-error.ts';
import type { OtpChallenge } from './records.ts';
import type { SimulatorState } from './state.ts';
import { now } from './state.ts';

/** What the simulated payer is sent. */
export const RIGHT_OTP = '123456';
const LIFE_MS = 5 * 60_000;
const MAX_TRIES = 3;

export const newChallenge = (state: SimulatorState): OtpChallenge => ({
  triesLeft: MAX_TRIES,
  resendsLeft: MAX_TRIES,
  validUntil: now(state) + LIFE_MS,
});

const noneLeft = (): ApiError => new ApiError(400, 'MAX_OTP_ATTEMPTS', 'No attempts are left');

const waiting = (record: { readonly status: string; readonly otp?: OtpChallenge | undefined }): OtpChallenge => {
  const { otp } = record;
  if (!otp) throw invalid('otp_code', 'was not requested');
  if (otp.triesLeft < 1) throw noneLeft();
  if (record.status === 'EXPIRED') throw new ApiError(400, 'EXPIRED_OTP', 'The password is too old');
  if (record.status !== 'REQUIRES_ACTION') throw invalid('otp_code', 'is no longer expected');
  return otp;
};

/** Returns when the password is right; calls `giveUp` and throws when the last attempt was wrong. */
export function checkOtp(
  state: SimulatorState,
  record: { readonly status: string; readonly otp?: OtpChallenge | undefined },
  code: string,
  giveUp: () => void,
): void {
  const otp = waiting(record);
  if (now(state) > otp.validUntil) throw new ApiError(400, 'EXPIRED_OTP', 'The password is too old');
  if (code === RIGHT_OTP) return;
  otp.triesLeft -= 1;
  if (otp.triesLeft > 0) throw new ApiError(400, 'INVALID_OTP', 'The password is wrong');
  giveUp();
  throw noneLeft();
}

export function resendOtp(
  state: SimulatorState,
  record: { readonly status: string; readonly otp?: OtpChallenge | undefined },
): void {
  const otp = waiting(record);
  if (otp.resendsLeft < 1) throw noneLeft();
  otp.resendsLeft -= 1;
  otp.validUntil = now(state) + LIFE_MS;
}
