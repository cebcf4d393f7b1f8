import { css } from 'lit';

/** What the customer has to do: numbers and codes, the countdown, guides. */
export const instructionStyles = css`
  h3 {
    font-size: 1rem;
    font-weight: 640;
  }
  .instruction,
  .guides {
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
  .copy,
  .quiet {
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
  .copy {
    grid-area: 1 / 2;
    min-inline-size: 6.75rem;
  }
  .copy:hover,
  .quiet:hover {
    background: var(--_raised);
  }
  .copy[data-done] {
    background: var(--_success-soft);
    color: var(--_success);
    border-color: transparent;
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
  .guides {
    gap: 0.5rem;
  }
  .guides details {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .guides summary,
  .qr-text summary {
    justify-content: space-between;
    padding: 0.4rem var(--_space);
    min-block-size: 3rem;
    color: var(--_text);
    border-radius: var(--_radius);
  }
  .guides details > .steps {
    padding: 0.1rem var(--_space) var(--_space);
  }
  .steps {
    list-style: none;
    counter-reset: step;
    display: grid;
    gap: 0.6rem;
    font-size: 0.9375rem;
  }
  .steps li {
    counter-increment: step;
    display: grid;
    grid-template-columns: 1.6rem 1fr;
    gap: 0.7rem;
    overflow-wrap: anywhere;
  }
  .steps li::before {
    content: counter(step);
    display: grid;
    place-items: center;
    block-size: 1.6rem;
    border-radius: 50%;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-size: 0.8125rem;
    font-weight: 700;
  }
  .paper {
    background: #fff;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .paper svg {
    display: block;
    inline-size: 100%;
  }
  form {
    display: grid;
    gap: var(--_space);
  }
  @container kasir (max-width: 15rem) {
    .copy {
      grid-area: auto;
      justify-self: start;
    }
    .deadline-bar {
      display: block;
    }
    .months label {
      padding-inline: 0.4rem;
    }
  }
`;
