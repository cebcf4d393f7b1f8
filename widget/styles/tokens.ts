import { css } from 'lit';

/*
 * Every --kasir-* property a page may set has its default here, or in payment-tokens.ts; the rest of the styles use the
 * private names only. Those begin with an underscore, because a page may well have an --accent of its own and set
 * `--kasir-color-accent: var(--accent)` on the element: under the same name that would be a circle, and no colour.
 */

const dark = css`
  color-scheme: dark;
  --_text: var(--kasir-color-text, #e9f1ee);
  --_muted: var(--kasir-color-muted, #a2b3ad);
  --_surface: var(--kasir-color-surface, #131a18);
  --_raised: var(--kasir-color-raised, #1b2421);
  --_border: var(--kasir-color-border, #2c3834);
  --_control: var(--kasir-color-control, #7b8d87);
  --_accent: var(--kasir-color-accent, #5fd3b3);
  --_on-accent: var(--kasir-color-on-accent, #05231b);
  --_accent-soft: var(--kasir-color-accent-soft, #16302a);
  --_danger: var(--kasir-color-danger, #ff9c91);
  --_danger-soft: var(--kasir-color-danger-soft, #3a1d1a);
  --_warning: var(--kasir-color-warning, #f5c26b);
  --shadow: 0 1px 2px rgb(0 0 0 / 0.4);
  --tint-l: 26%;
  --ink-l: 86%;
`;

export const tokens = css`
  :host {
    color-scheme: light;
    --_text: var(--kasir-color-text, #14211d);
    --_muted: var(--kasir-color-muted, #56665f);
    --_surface: var(--kasir-color-surface, #fff);
    --_raised: var(--kasir-color-raised, #f4f7f5);
    --_border: var(--kasir-color-border, #dfe6e2);
    --_control: var(--kasir-color-control, #75857e);
    --_accent: var(--kasir-color-accent, #0a6650);
    --_on-accent: var(--kasir-color-on-accent, #fff);
    --_accent-soft: var(--kasir-color-accent-soft, #e8f4ef);
    --_danger: var(--kasir-color-danger, #b3261e);
    --_danger-soft: var(--kasir-color-danger-soft, #fdf0ee);
    --_warning: var(--kasir-color-warning, #835102);
    --shadow: 0 1px 2px rgb(16 38 31 / 0.05), 0 8px 28px rgb(16 38 31 / 0.07);
    --tint-l: 94%;
    --ink-l: 27%;
    --_radius: var(--kasir-radius, 14px);
    --_space: var(--kasir-space, 1rem);
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
