import { css } from 'lit';

/** The card form; loaded with it. */
export const cardStyles = css`
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(8.5rem, 100%), 1fr));
    align-items: start;
    gap: var(--_space);
  }
  .typed {
    position: relative;
  }
  .card-form .typed input {
    font-variant-numeric: tabular-nums;
    scroll-margin-block: 4rem;
  }
  #card-number {
    letter-spacing: 0.02em;
    padding-inline-end: 6.5rem;
  }
  .brand {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0.85rem;
    display: flex;
    align-items: center;
    color: var(--_accent);
    font-size: 0.8125rem;
    font-weight: 700;
    pointer-events: none;
  }
  .brand .icon {
    color: var(--_muted);
  }
  .card-form .primary {
    margin-block-start: 0.5rem;
  }
  .direct {
    display: flex;
    justify-content: center;
    gap: 0.5rem;
    text-wrap: balance;
  }
`;
