import { css } from 'lit';

/** What the customer copies or checks, line by line. */
export const factStyles = css`
  .facts {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .fact {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    column-gap: var(--_space);
    padding: 0.85rem var(--_space);
  }
  .fact + .fact {
    border-block-start: 1px solid var(--_border);
  }
  .fact .value,
  .fact .note {
    grid-column: 1 / -1;
  }
  .fact .value {
    font-size: 1.25rem;
    font-weight: 680;
    line-height: 1.35;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .fact .code {
    font-size: clamp(1.125rem, 5.4cqi, 1.75rem);
    letter-spacing: 0.01em;
    direction: ltr;
    text-align: start;
  }
  .fact .note {
    font-size: 0.8125rem;
    color: var(--_muted);
  }
  .copy {
    grid-area: 1 / 2;
    min-inline-size: 6.75rem;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45rem;
    min-block-size: 2.75rem;
    padding: 0.4rem 0.9rem;
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_surface);
    color: var(--_accent);
    font-weight: 600;
    font-size: 0.9375rem;
    cursor: pointer;
  }
  .copy:hover {
    background: var(--_raised);
  }
  .copy[data-done] {
    background: var(--_success-soft);
    color: var(--_success);
    border-color: transparent;
  }
  @container kasir (max-width: 20rem) {
    .fact .copy,
    .fact .muted {
      grid-area: auto / 1 / auto / -1;
    }
    .fact .copy {
      margin-block: 0.4rem;
    }
  }
`;
