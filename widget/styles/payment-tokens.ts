import { css } from 'lit';

/* The colors that only screens after the choice have. */

const dark = css`
  --success: var(--kasir-color-success, #62d694);
  --success-soft: var(--kasir-color-success-soft, #14301f);
  --warning-soft: var(--kasir-color-warning-soft, #352912);
`;

export const paymentTokens = css`
  :host {
    --success: var(--kasir-color-success, #0d7040);
    --success-soft: var(--kasir-color-success-soft, #e5f5ec);
    --warning-soft: var(--kasir-color-warning-soft, #fff4dd);
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
