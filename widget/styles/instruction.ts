import { css } from 'lit';

/** What the customer has to do: numbers and codes, the countdown. */
export const instructionStyles = css`
  h3 {
    font-size: 1rem;
    font-weight: 640;
  }
  .instruction {
    display: grid;
    gap: var(--_space);
    align-content: start;
  }
  .lead {
    color: var(--_muted);
    text-wrap: pretty;
  }
  .deadline-bar {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: 0 0.8rem;
    padding: 0.7rem var(--_space);
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }
  .deadline-bar .icon {
    grid-row: span 2;
    inline-size: 1.6rem;
    block-size: 1.6rem;
    color: var(--_accent);
  }
  .deadline-bar p {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 0.5rem;
  }
  .deadline-bar time {
    font-size: 0.875rem;
    font-weight: 560;
  }
  .time {
    font-weight: 700;
    font-size: 1.125rem;
    font-variant-numeric: tabular-nums;
  }
  .deadline-bar[data-short] {
    --_accent: var(--_warning);
    background: var(--_warning-soft);
  }
  [data-short] .time {
    color: var(--_warning);
  }
  .link {
    min-block-size: 2.75rem;
    padding: 0.25rem 0.5rem;
    margin-inline: -0.5rem;
    border: 0;
    border-radius: 8px;
    background: none;
    color: var(--_accent);
    font-weight: 600;
    cursor: pointer;
    text-align: start;
    text-decoration: underline transparent;
    text-underline-offset: 0.2em;
  }
  .link:hover {
    text-decoration-color: currentColor;
  }
  .footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem var(--_space);
    padding-block-start: 0.25rem;
  }
  /* The warning stands below what it is about. */
  .footer > .muted {
    flex-basis: 100%;
  }
  .footer p {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 1rem;
  }
  .ways {
    display: grid;
    gap: 0.6rem;
    inline-size: 100%;
  }
  .notice {
    display: flex;
    gap: 0.7rem;
    padding: 0.75rem var(--_space);
    border-radius: var(--_radius);
    background: var(--_raised);
    font-size: 0.9375rem;
    text-align: start;
  }
  .notice .icon {
    color: var(--_accent);
    margin-block-start: 0.1em;
  }
  .notice[data-tone='warn'] {
    --_accent: var(--_warning);
    background: var(--_warning-soft);
    color: var(--_warning);
    font-weight: 530;
  }
  form {
    display: grid;
    gap: var(--_space);
  }
  @container kasir (max-width: 15rem) {
    .deadline-bar {
      display: block;
    }
    .months label {
      padding-inline: 0.4rem;
    }
  }
`;
