import { css } from 'lit';
import { instructionStyles } from './instruction.ts';
import { paymentCardStyles } from './payment-card.ts';
import { paymentTokens } from './payment-tokens.ts';
import { resultStyles } from './result.ts';

/** Every screen after the choice: loaded with the payment flow. */
export const paymentStyles = css`
  ${paymentTokens}
  ${paymentCardStyles}
  ${instructionStyles}
  ${resultStyles}
`;
