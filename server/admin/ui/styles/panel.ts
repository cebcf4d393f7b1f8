import { css } from 'lit';

/** Headings of pages, cards and panels, and what is shown where there is nothing. */
export const panelStyles = css`
  .back {
    margin-block-end: 0.35rem;
  }
  .back a {
    display: inline-flex;
    align-items: center;
    gap: 0.2rem;
    min-block-size: 2rem;
    margin-inline-start: -0.3rem;
    color: var(--muted);
    font-weight: 560;
    text-decoration: none;
  }
  .back a:hover {
    color: var(--text);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 0.75rem 1rem;
    margin-block-end: 1.25rem;
  }
  .head > div:first-child {
    flex: 1 1 14rem;
  }
  .tools {
    display: flex;
    gap: 0.5rem;
  }
  .lead {
    margin-block-start: 0.15rem;
  }
  section + section,
  .hero + .columns,
  .decide + .columns {
    margin-block-start: 1.75rem;
  }
  .aside section + section {
    margin-block-start: 1rem;
  }
  .count {
    margin-inline-start: 0.25rem;
    padding: 0.05rem 0.5rem;
    border-radius: 1rem;
    background: var(--warn-soft);
    color: var(--warn);
    font-size: 0.8125rem;
    vertical-align: 0.08em;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr));
    gap: 1rem;
    margin-block-start: 0.75rem;
  }
  .card,
  .panel {
    padding: 1.15rem 1.25rem 1.25rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 0.5rem;
  }
  .card .buttons {
    margin-block-start: auto;
    padding-block-start: 0.5rem;
  }
  .card-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.15rem 0.75rem;
  }
  .sum {
    font-size: 1.375rem;
    font-weight: 680;
    letter-spacing: -0.015em;
    line-height: 1.25;
    font-variant-numeric: tabular-nums;
  }
  .about {
    color: var(--muted);
  }
  .hero {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem 1rem;
    padding: 1.15rem 1.25rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .hero .amount {
    font-size: 1.875rem;
    font-weight: 700;
    letter-spacing: -0.022em;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  .hero .buttons {
    margin-inline-start: auto;
  }
  .decide {
    margin-block-start: 1rem;
    padding: 1.15rem 1.25rem 1.25rem;
    border: 1px solid var(--warn);
    border-radius: var(--radius);
    background: var(--warn-soft);
  }
  .decide p {
    margin-block-start: 0.25rem;
  }
  .decide .wait {
    color: inherit;
  }
  .decide .buttons,
  .options {
    margin-block-start: 0.9rem;
  }
  .options {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: 1rem;
  }
  .decide .hint {
    color: inherit;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr);
    align-items: start;
    gap: 1rem;
  }
  .facts {
    display: grid;
    gap: 0.65rem;
    margin-block-start: 0.75rem;
  }
  .facts dt {
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .plain-list {
    display: grid;
    gap: 0.75rem;
    margin-block-start: 0.75rem;
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 0.35rem;
    padding: 3.5rem 1rem;
    color: var(--muted);
    text-align: center;
  }
  .empty .icon {
    inline-size: 2.75rem;
    block-size: 2.75rem;
    color: var(--accent);
    stroke-width: 1.4;
  }
  .empty h2 {
    color: var(--text);
  }
  .skeleton {
    display: grid;
    gap: 0.75rem;
  }
  .skeleton i {
    block-size: 4.5rem;
    border-radius: var(--radius);
    background: var(--border);
    opacity: 0.6;
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.3;
    }
  }
  @media (max-width: 64rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 52rem) {
    .hero .buttons {
      margin-inline-start: 0;
      inline-size: 100%;
    }
    .hero .buttons > * {
      flex: 1 1 auto;
    }
  }
`;
