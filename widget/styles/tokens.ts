import { css } from 'lit';

/*
 * Every --kasir-* property a page may set has its default here, or in payment-tokens.ts; the rest of the styles use the
 * short names only.
 */

const dark = css`
  color-scheme: dark;
  --text: var(--kasir-color-text, #e9f1ee);
  --muted: var(--kasir-color-muted, #a2b3ad);
  --surface: var(--kasir-color-surface, #131a18);
  --raised: var(--kasir-color-raised, #1b2421);
  --border: var(--kasir-color-border, #2c3834);
  --control: var(--kasir-color-control, #7b8d87);
  --accent: var(--kasir-color-accent, #5fd3b3);
  --on-accent: var(--kasir-color-on-accent, #05231b);
  --accent-soft: var(--kasir-color-accent-soft, #16302a);
  --danger: var(--kasir-color-danger, #ff9c91);
  --danger-soft: var(--kasir-color-danger-soft, #3a1d1a);
  --warning: var(--kasir-color-warning, #f5c26b);
  --shadow: 0 1px 2px rgb(0 0 0 / 0.4);
  --tint-l: 26%;
  --ink-l: 86%;
`;

export const tokens = css`
  :host {
    color-scheme: light;
    --text: var(--kasir-color-text, #14211d);
    --muted: var(--kasir-color-muted, #56665f);
    --surface: var(--kasir-color-surface, #fff);
    --raised: var(--kasir-color-raised, #f4f7f5);
    --border: var(--kasir-color-border, #dfe6e2);
    --control: var(--kasir-color-control, #75857e);
    --accent: var(--kasir-color-accent, #0a6650);
    --on-accent: var(--kasir-color-on-accent, #fff);
    --accent-soft: var(--kasir-color-accent-soft, #e8f4ef);
    --danger: var(--kasir-color-danger, #b3261e);
    --danger-soft: var(--kasir-color-danger-soft, #fdf0ee);
    --warning: var(--kasir-color-warning, #835102);
    --shadow: 0 1px 2px rgb(16 38 31 / 0.05), 0 8px 28px rgb(16 38 31 / 0.07);
    --tint-l: 94%;
    --ink-l: 27%;
    --radius: var(--kasir-radius, 14px);
    --space: var(--kasir-space, 1rem);
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
