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
    border: 1px solid var(--_accent);
    border-radius: calc(var(--_radius) * 0.9);
    background: var(--_brand);
    color: var(--_on-accent);
    font-size: 1.0625rem;
    font-weight: 640;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  .safe {
    display: flex;
    justify-content: center;
    align-items: center;
    gap: 0.35rem;
  }
  .error {
    color: var(--_warning);
  }
  .error:empty {
    display: none;
  }
  /* Zoomed in as far as it goes, the bar would be most of what can be seen. */
  @media (max-height: 20em) {
    .bar {
      position: static;
    }
  }
`;
