import { css } from 'lit';

/*
 * Every --kasir-* property a page may set has its default here, in accent.ts or in payment-tokens.ts; the rest of the styles use the
 * private names only. Those begin with an underscore, because a page may well have an --accent of its own and set
 * `--kasir-color-accent: var(--accent)` on the element: under the same name that would be a circle, and no colour.
 *
 * --_brand is the shop's colour as it is, for areas. --_accent is that colour, dark or light enough for text and lines: its
 * luminance (the y of XYZ, as WCAG computes it) is kept below 0.12 or above 0.36, where it has 4.5:1 on the surface, on
 * --_raised and on --_accent-soft. On the colour itself stands white or black: at 0.179 both have 4.58:1. Browsers without
 * relative colours (before 2024) show the colour as it is, with white on it.
 */

const dark = css`
  color-scheme: dark;
  --_text: var(--kasir-color-text, #e9f1ee);
  --_muted: var(--kasir-color-muted, #a2b3ad);
  --_surface: var(--kasir-color-surface, #131a18);
  --_raised: var(--kasir-color-raised, #1b2421);
  --_border: var(--kasir-color-border, #2c3834);
  --_control: var(--kasir-color-control, #7b8d87);
  --_brand: var(--kasir-color-accent, #5fd3b3);
  --_on: #05231b;
  --_white: max(0, (0.36 - y) / (1 - y));
  --_keep: 1 - var(--_white);
  --_warning: var(--kasir-color-warning, #f5c26b);
  --_shadow: 0 1px 2px rgb(0 0 0 / 0.4);
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
    --_brand: var(--kasir-color-accent, #0a6650);
    --_accent: var(--_brand);
    --_on-accent: var(--kasir-color-on-accent, var(--_on));
    --_on: #fff;
    --_white: 0;
    --_keep: min(1, 0.12 / y);
    --_warning: var(--kasir-color-warning, #835102);
    --_shadow: 0 1px 2px rgb(16 38 31 / 0.05), 0 8px 28px rgb(16 38 31 / 0.07);
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
  @supports (color: color(from red xyz x y z)) {
    :host {
      --_accent: color(
        from var(--_brand) xyz calc(x * (var(--_keep)) + 0.9505 * var(--_white))
          calc(y * (var(--_keep)) + var(--_white)) calc(z * (var(--_keep)) + 1.089 * var(--_white))
      );
      --_bright: clamp(0, (0.179 - y) * 99999, 1);
      --_on-accent: var(
        --kasir-color-on-accent,
        color(from var(--_brand) xyz calc(0.9505 * var(--_bright)) var(--_bright) calc(1.089 * var(--_bright)))
      );
    }
  }
`;
