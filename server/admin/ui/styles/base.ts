import { css } from 'lit';

/** HTML elements, and what is the same everywhere. */
export const baseStyles = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  html {
    -webkit-text-size-adjust: 100%;
    scroll-padding-block: 5rem;
  }
  body {
    margin: 0;
    background: var(--ground);
    color: var(--text);
    font:
      400 0.9375rem/1.5 ui-sans-serif,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      sans-serif;
    overflow-wrap: anywhere;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 1.625rem;
    line-height: 1.25;
    font-weight: 690;
    letter-spacing: -0.018em;
  }
  h1:focus,
  main:focus {
    outline: 0;
  }
  h2 {
    font-size: 1.0625rem;
    line-height: 1.35;
    font-weight: 660;
    letter-spacing: -0.005em;
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 640;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.18em;
    text-decoration-thickness: 1px;
  }
  code {
    font:
      0.8125rem/1.5 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
    overflow-wrap: anywhere;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
    border-radius: 6px;
  }
  .icon {
    inline-size: 1.35em;
    block-size: 1.35em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .muted,
  .hint,
  .lead,
  .wait {
    color: var(--muted);
  }
  .muted,
  .hint,
  .wait {
    font-size: 0.875rem;
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
