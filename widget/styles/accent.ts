import { css } from 'lit';

/* The colours that no list shows before a row is selected: of faults, and the shop's in a light shade. */

const dark = css`
  --_danger: var(--kasir-color-danger, #ff9c91);
  --_danger-soft: var(--kasir-color-danger-soft, #3a1d1a);
  --_soft: #16302a;
  --_mix: 14%;
`;

export const accentStyles = css`
  :host {
    --_danger: var(--kasir-color-danger, #b3261e);
    --_danger-soft: var(--kasir-color-danger-soft, #fdf0ee);
    --_accent-soft: var(--kasir-color-accent-soft, var(--_soft));
    --_soft: #e8f4ef;
    --_mix: 8%;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${dark}
    }
  }
  :host([theme='dark']) {
    ${dark}
  }
  @supports (color: color(from red xyz x y z)) {
    :host {
      --_accent-soft: var(--kasir-color-accent-soft, color-mix(in oklab, var(--_brand) var(--_mix), var(--_surface)));
    }
  }
`;
