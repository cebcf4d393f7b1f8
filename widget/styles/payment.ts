import { instructionStyles } from './instruction.ts';
import { paymentCardStyles } from './payment-card.ts';
import { paymentTokens } from './payment-tokens.ts';
import { resultStyles } from './result.ts';
import { screenChangeStyles } from './screen-change.ts';

/** Every screen after the choice: loaded with the payment flow. */
export const paymentStyles = [paymentTokens, paymentCardStyles, instructionStyles, resultStyles, screenChangeStyles];
