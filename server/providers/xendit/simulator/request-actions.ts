import type { Action } from './records.ts';
import type { Descriptor } from './rules.ts';
import { qrText } from '../../simulation/emv-qr.ts';
import type { Currency } from '../../../../shared/money.ts';
import { newDigits } from '../../simulation/new-digits.ts';
import type { SimulatorState } from './state.ts';

interface Need {
  readonly kind: 'payment_requests' | 'payment_tokens';
  readonly id: string;
  readonly country: string;
  readonly currency: Currency;
  readonly channel: string;
  readonly amount?: number | undefined;
  readonly customCode?: string | undefined;
  /** Where a browser goes. */
  readonly page: string;
}

/** The first digits of a number, so that different banks' numbers look different. */
function prefixOf(channel: string): string {
  let sum = 7;
  for (const character of channel) sum = (sum * 31 + character.charCodeAt(0)) % 9_000;
  return String(sum + 1_000);
}

/** What the customer, or the merchant's server, has to do. A deep link opens the same page: an app link is an address. */
export function actionsFor(state: SimulatorState, steps: readonly Descriptor[], need: Need): readonly Action[] {
  return steps.flatMap((step): readonly Action[] => {
    switch (step) {
      case 'WEB_URL':
        return [{ type: 'REDIRECT_CUSTOMER', descriptor: step, value: need.page }];
      case 'DEEPLINK_URL':
        return [{ type: 'REDIRECT_CUSTOMER', descriptor: step, value: `${need.page}?via=app` }];
      case 'VIRTUAL_ACCOUNT_NUMBER':
        return [present(step, need.customCode ?? prefixOf(need.channel) + newDigits(state, 12))];
      case 'PAYMENT_CODE':
        return [present(step, need.customCode ?? `SIM${newDigits(state, 11)}`)];
      case 'QR_STRING':
        return [present(step, qrText({ ...need, purchase: newDigits(state, 14) }))];
      case 'OTP':
        return otpActions(`${state.options.baseUrl}/v3/${need.kind}/${need.id}`);
    }
  });
}

const present = (descriptor: Action['descriptor'], value: string): Action => ({
  type: 'PRESENT_TO_CUSTOMER',
  descriptor,
  value,
});

/** The second path is the one that the provider's examples print, though its path table calls it `resend_otp`. */
const otpActions = (path: string): readonly Action[] => [
  { type: 'API_POST_REQUEST', descriptor: 'VALIDATE_OTP', value: `${path}/validate_otp` },
  { type: 'API_POST_REQUEST', descriptor: 'RESEND_OTP', value: `${path}/send_otp` },
];
