import { css } from 'lit';

/** The card that everything stands in, its bar with the pay button, and what is the same everywhere. */
export const base = css`
  :host {
    display: block;
    color: var(--text);
    font: 400 1rem/1.5
      var(--kasir-font, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  p,
  ul,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
    font-weight: 680;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h2:focus {
    outline: 0;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .muted {
    color: var(--muted);
    font-size: 0.875rem;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .shell {
    container: kasir / inline-size;
    position: relative;
    isolation: isolate;
    max-inline-size: 66rem;
    margin-inline: auto;
  }
  .card {
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: calc(var(--radius) * 1.4);
    box-shadow: var(--shadow);
    min-block-size: 40rem;
    display: grid;
    grid-template: auto 1fr auto / minmax(0, 1fr);
  }
  .summary {
    background: var(--raised);
    padding: calc(var(--space) * 1.25);
    border-block-end: 1px solid var(--border);
    border-start-start-radius: inherit;
    border-start-end-radius: inherit;
    overflow-wrap: anywhere;
  }
  .total {
    font-size: min(1.9rem, 11cqi);
    line-height: 1.25;
    font-weight: 720;
    letter-spacing: -0.025em;
    font-variant-numeric: tabular-nums;
  }
  .summary details {
    margin-block-start: 0.35rem;
    font-size: 0.9375rem;
  }
  summary {
    cursor: pointer;
    min-block-size: 2.75rem;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    border-radius: 8px;
    color: var(--accent);
    font-weight: 560;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '';
    flex: none;
    inline-size: 0.45rem;
    block-size: 0.45rem;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: translateY(-20%) rotate(45deg);
    transition: transform 0.18s;
  }

  .main {
    padding: calc(var(--space) * 1.25);
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .screen {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: var(--space);
  }

  .bar {
    position: sticky;
    inset-block-end: 0;
    z-index: 3;
    padding: 0.85rem calc(var(--space) * 1.25) calc(0.85rem + env(safe-area-inset-bottom));
    background: var(--surface);
    border-block-start: 1px solid var(--border);
    border-end-start-radius: inherit;
    border-end-end-radius: inherit;
  }
  .bar[data-bare]:not(:has(.error:not(:empty))) {
    display: none;
  }
  .foot {
    display: grid;
    gap: 0.6rem;
  }
  .primary,
  .secondary {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.6rem;
    inline-size: 100%;
    min-block-size: 3.25rem;
    padding: 0.6rem var(--space);
    border: 1px solid transparent;
    border-radius: calc(var(--radius) * 0.9);
    background: var(--accent);
    color: var(--on-accent);
    font-size: 1.0625rem;
    font-weight: 640;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
    transition: filter 0.15s;
  }
  .primary:hover {
    filter: brightness(1.12);
  }
  .primary:active {
    filter: brightness(0.94);
  }
  [aria-disabled='true'] {
    cursor: progress;
  }
  .primary[aria-disabled='true']::before {
    content: '';
    inline-size: 1.1rem;
    block-size: 1.1rem;
    border: 2.5px solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  .safe {
    display: flex;
    justify-content: center;
    align-items: center;
    gap: 0.35rem;
  }
  .error {
    display: flex;
    gap: 0.6rem;
    padding: 0.7rem 0.9rem;
    border: 1px solid transparent;
    border-radius: calc(var(--radius) * 0.75);
    background: var(--danger-soft);
    color: var(--danger);
    font-size: 0.9375rem;
    font-weight: 530;
  }
  .error:empty {
    display: none;
  }
  .error button {
    min-block-size: 2.75rem;
    padding-inline: 0.9rem;
    border: 1px solid;
    border-radius: 8px;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .skeleton {
    display: grid;
    gap: 0.75rem;
    padding-block-end: var(--space);
  }
  .skeleton i {
    block-size: 3.5rem;
    border-radius: var(--radius);
    background: var(--raised);
    animation: breathe 1.6s ease-in-out infinite;
  }
  .skeleton i:first-child {
    block-size: 1.6rem;
    inline-size: 50%;
  }
  .blank p {
    background: linear-gradient(var(--border) 0 0) no-repeat 0 / 55% 0.75em;
    animation: breathe 1.6s ease-in-out infinite;
  }

  /* Zoomed in as far as it goes, the bar would be most of what can be seen. */
  @media (max-height: 20em) {
    .bar {
      position: static;
    }
  }
  @container kasir (min-width: 48rem) {
    .card {
      grid-template: auto 1fr / minmax(0, 1fr) 21rem;
    }
    .main {
      grid-area: 1 / 1 / span 2;
      padding: calc(var(--space) * 1.75);
    }
    .summary,
    .bar,
    .bar[data-bare]:not(:has(.error:not(:empty))) {
      display: block;
      grid-column: 2;
      position: static;
      padding: calc(var(--space) * 1.75);
      background: var(--raised);
      border: 0;
      border-inline-start: 1px solid var(--border);
      border-radius: 0;
      border-start-end-radius: inherit;
    }
    .bar {
      padding-block-start: 0 !important;
      border-end-end-radius: inherit !important;
      border-start-end-radius: 0 !important;
    }
    .foot {
      position: sticky;
      inset-block-start: calc(var(--space) * 1.75);
    }
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.5;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation-duration: 0.001s !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .row[data-selected] {
      outline: 2px solid Highlight;
    }
    input:checked::before {
      background: Highlight;
      forced-color-adjust: none;
    }
    .primary {
      border-color: ButtonText;
    }
  }
`;
