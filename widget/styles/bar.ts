import { css } from 'lit';

/** The bar with the pay button and the error. */
export const barStyles = css`
  .bar {
    position: sticky;
    inset-block-end: 0;
    z-index: 3;
    padding: 0.85rem calc(var(--_space) * 1.25) calc(0.85rem + env(safe-area-inset-bottom));
    background: var(--_surface);
    border-block-start: 1px solid var(--_border);
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
    padding: 0.6rem var(--_space);
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) * 0.9);
    background: var(--_accent);
    color: var(--_on-accent);
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
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_danger-soft);
    color: var(--_danger);
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
  /* Zoomed in as far as it goes, the bar would be most of what can be seen. */
  @media (max-height: 20em) {
    .bar {
      position: static;
    }
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
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
