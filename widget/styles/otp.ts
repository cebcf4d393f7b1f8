import { css } from 'lit';

export const otpStyles = css`
  .otp {
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.35em;
    font-size: 1.375rem;
  }
`;
