import { css } from 'lit';

/** Colours and measures, by light and by night. Every pair of text and ground has a contrast of 4.5 or more. */
export const tokens = css`
  :root {
    color-scheme: light;
    --text: #14211d;
    --muted: #54635d;
    --ground: #f4f6f5;
    --surface: #fff;
    --raised: #f4f7f5;
    --border: #dde4e0;
    --control: #75857e;
    --accent: #0a6650;
    --on-accent: #fff;
    --accent-soft: #e4f2ec;
    --good: #0a6650;
    --good-soft: #e4f2ec;
    --busy: #2a5690;
    --busy-soft: #e9f0fa;
    --warn: #7d4e02;
    --warn-soft: #fcf1dc;
    --bad: #a8251d;
    --bad-soft: #fcebe9;
    --paid: #12856a;
    --open: #7aa7e0;
    --left: #b9c4bf;
    --failed: #d1554b;
    --unknown: #e0a63a;
    --shadow: 0 1px 2px rgb(16 38 31 / 0.05), 0 6px 24px rgb(16 38 31 / 0.05);
    --radius: 14px;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      color-scheme: dark;
      --text: #e9f1ee;
      --muted: #a5b5af;
      --ground: #0c1210;
      --surface: #141b19;
      --raised: #1b2421;
      --border: #2a3531;
      --control: #7b8d87;
      --accent: #5fd3b3;
      --on-accent: #05231b;
      --accent-soft: #16302a;
      --good: #6bdcbd;
      --good-soft: #14302a;
      --busy: #9cc3f5;
      --busy-soft: #182a42;
      --warn: #f5c26b;
      --warn-soft: #362710;
      --bad: #ff9c91;
      --bad-soft: #3a1d1a;
      --paid: #35b393;
      --open: #4f7fbd;
      --left: #4a5853;
      --failed: #d9695f;
      --unknown: #d39a33;
      --shadow: 0 1px 2px rgb(0 0 0 / 0.4);
    }
  }
`;
