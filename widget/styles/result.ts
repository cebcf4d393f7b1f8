import { css } from 'lit';

/** Waiting, and how it ended. */
export const resultStyles = css`
  .result {
    flex: 1;
    display: grid;
    justify-items: center;
    align-content: center;
    gap: 0.85rem;
    padding-block: calc(var(--_space) * 1.5);
    text-align: center;
    max-inline-size: 30rem;
    margin-inline: auto;
    inline-size: 100%;
  }
  .result h2 {
    font-size: 1.5rem;
  }
  .result .ways,
  .receipt {
    margin-block-start: 0.6rem;
  }
  .result .footer {
    justify-content: center;
  }
  .medal {
    display: grid;
    place-items: center;
    inline-size: 4.5rem;
    block-size: 4.5rem;
    border-radius: 50%;
    background: var(--_raised);
    color: var(--_muted);
    font-size: 1.9rem;
  }
  [data-tone='good'] .medal {
    background: var(--_success-soft);
    color: var(--_success);
    animation: arrive 0.45s cubic-bezier(0.2, 1.4, 0.4, 1);
  }
  [data-tone='bad'] .medal {
    background: var(--_danger-soft);
    color: var(--_danger);
  }
  .draw {
    stroke-dasharray: 24;
    animation: draw 0.5s 0.15s ease-out backwards;
  }
  .spinner {
    inline-size: 3.25rem;
    block-size: 3.25rem;
    border: 4px solid var(--_accent-soft);
    border-block-start-color: var(--_accent);
    border-radius: 50%;
    animation: turn 1.2s linear infinite;
  }
  .receipt {
    inline-size: 100%;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    text-align: start;
  }
  .receipt div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_space);
    padding: 0.7rem var(--_space);
  }
  .receipt div + div {
    border-block-start: 1px solid var(--_border);
  }
  .receipt dt {
    color: var(--_muted);
  }
  .receipt dd {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  @keyframes arrive {
    from {
      transform: scale(0.6);
      opacity: 0;
    }
  }
  @keyframes draw {
    from {
      stroke-dashoffset: 24;
    }
  }
`;
