import { css } from 'lit';

/* The colors that only screens after the choice have. */

const dark = css`
  --_success: var(--kasir-color-success, #62d694);
  --_success-soft: var(--kasir-color-success-soft, #14301f);
  --_warning-soft: var(--kasir-color-warning-soft, #352912);
`;

export const paymentTokens = css`
  :host {
    --_success: var(--kasir-color-success, #0d7040);
    --_success-soft: var(--kasir-color-success-soft, #e5f5ec);
    --_warning-soft: var(--kasir-color-warning-soft, #fff4dd);
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${dark}
    }
  }
  :host([theme='dark']) {
    ${dark}
  }
`;
