import { css } from 'lit';

/** What happened, one under the other: moves stand out, the rest is beside the line. */
export const timelineStyles = css`
  .timeline {
    margin-block: 0.5rem 0.75rem;
  }
  .timeline h3 {
    margin-block: 0.9rem 0.4rem;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .timeline li {
    position: relative;
    display: grid;
    grid-template-columns: 4.25rem minmax(0, 1fr);
    gap: 0 1.75rem;
    padding-block: 0.4rem;
  }
  .timeline li > time {
    color: var(--muted);
    font-size: 0.8125rem;
    line-height: 1.75;
    font-variant-numeric: tabular-nums;
  }
  .timeline li::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 5.1rem;
    inline-size: 2px;
    background: var(--border);
  }
  .timeline li::after {
    content: '';
    position: absolute;
    inset-block-start: 0.85rem;
    inset-inline-start: calc(5.1rem - 4px);
    inline-size: 10px;
    block-size: 10px;
    border: 2px solid var(--surface);
    border-radius: 50%;
    background: var(--control);
  }
  .timeline li:first-child::before {
    inset-block-start: 1rem;
  }
  .timeline li:last-child::before {
    inset-block-end: auto;
    block-size: 1rem;
  }
  .timeline li:first-child:last-child::before {
    display: none;
  }
  .timeline [data-kind='move']::after {
    inset-block-start: 0.75rem;
    inset-inline-start: calc(5.1rem - 6px);
    inline-size: 14px;
    block-size: 14px;
    background: var(--accent);
  }
  .timeline [data-kind='act']::after {
    inset-block-start: 0.75rem;
    inset-inline-start: calc(5.1rem - 6px);
    inline-size: 14px;
    block-size: 14px;
    border-radius: 4px;
    background: var(--warn);
  }
  .timeline [data-kind='event']::after {
    background: var(--busy);
  }
  .timeline .change {
    font-size: 0.875rem;
  }
  .timeline .note {
    margin-block-start: 0.15rem;
    padding-inline-start: 0.7rem;
    border-inline-start: 3px solid var(--border);
    color: var(--muted);
    font-size: 0.875rem;
  }
  @media (max-width: 30rem) {
    .timeline li {
      grid-template-columns: minmax(0, 1fr);
      padding-inline-start: 1.5rem;
    }
    .timeline li::before {
      inset-inline-start: 0.3rem;
    }
    .timeline li::after {
      inset-inline-start: calc(0.3rem - 4px);
    }
    .timeline li:is([data-kind='move'], [data-kind='act'])::after {
      inset-inline-start: calc(0.3rem - 6px);
    }
  }
`;
