import { css } from 'lit';

/** Small charts. The colours are those of the legend; every number is also a text. */
export const chartStyles = css`
  .switch {
    display: inline-flex;
    margin-block-end: 1.25rem;
    padding: 3px;
    border: 1px solid var(--border);
    border-radius: 12px;
    background: var(--surface);
  }
  .switch a {
    display: flex;
    align-items: center;
    min-block-size: 2.25rem;
    padding-inline: 0.9rem;
    border-radius: 9px;
    color: var(--muted);
    font-weight: 600;
    text-decoration: none;
  }
  .switch [aria-current='page'] {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.1rem;
    margin-block: 0.5rem 0.75rem;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 0.4rem;
  }
  .legend i {
    inline-size: 0.7rem;
    block-size: 0.7rem;
    border-radius: 3px;
  }
  [data-outcome='paid'] {
    --of: var(--paid);
  }
  [data-outcome='open'] {
    --of: var(--open);
  }
  [data-outcome='left'] {
    --of: var(--left);
  }
  [data-outcome='failed'] {
    --of: var(--failed);
  }
  [data-outcome='unknown'] {
    --of: var(--unknown);
  }
  .legend i {
    background: var(--of);
  }
  rect[data-outcome] {
    fill: var(--of);
  }
  .bars {
    inline-size: 100%;
    border-collapse: collapse;
  }
  .bars th,
  .bars td {
    padding: 0.5rem 0;
    text-align: start;
    font-weight: 400;
  }
  .bars .number {
    padding-inline-start: 1rem;
    text-align: end;
    white-space: nowrap;
  }
  .bars thead th {
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .bars tbody th {
    inline-size: 30%;
    padding-inline-end: 1rem;
    font-weight: 560;
  }
  .bar {
    display: block;
    inline-size: 100%;
    block-size: 0.85rem;
    border-radius: 5px;
    overflow: hidden;
  }
  .columns-chart {
    display: block;
    inline-size: 100%;
    block-size: 4.5rem;
    margin-block: 0.25rem;
  }
  .columns-chart .floor {
    fill: var(--border);
  }
  .health h3 {
    font-size: 1rem;
  }
  .health p {
    color: var(--muted);
  }
  .health p strong {
    color: var(--text);
  }
  @media (max-width: 52rem) {
    .bars tbody th {
      inline-size: 36%;
    }
  }
  @media (forced-colors: active) {
    rect[data-outcome],
    .legend i {
      forced-color-adjust: none;
    }
  }
`;
