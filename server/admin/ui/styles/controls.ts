import { css } from 'lit';

/** Buttons, fields, badges. Nothing that is pressed is smaller than 24 px, and most of it is 40. */
export const controlStyles = css`
  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }
  .primary,
  .danger,
  .plain {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45rem;
    min-block-size: 2.5rem;
    padding: 0.4rem 0.95rem;
    border: 1px solid transparent;
    border-radius: 10px;
    font-weight: 600;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background 0.12s,
      border-color 0.12s,
      filter 0.12s;
  }
  .primary {
    background: var(--accent);
    color: var(--on-accent);
  }
  .danger {
    background: var(--bad);
    color: var(--surface);
  }
  .primary:hover,
  .danger:hover {
    filter: brightness(1.1);
  }
  .plain {
    border-color: var(--border);
    background: var(--surface);
    color: var(--text);
  }
  .plain:hover {
    border-color: var(--control);
    background: var(--raised);
  }
  .risky {
    color: var(--bad);
  }
  .icon-only {
    inline-size: 2.5rem;
    padding: 0;
  }
  [aria-busy='true'] .icon {
    animation: turn 0.9s linear infinite;
  }
  [aria-disabled='true'],
  button:disabled {
    opacity: 0.65;
    cursor: progress;
  }
  .small {
    min-block-size: 1.75rem;
    margin-block-start: 0.35rem;
    padding: 0.1rem 0.6rem;
    border: 1px solid var(--border);
    border-radius: 8px;
    background: none;
    color: var(--text);
    font-size: 0.8125rem;
    font-weight: 560;
    cursor: pointer;
  }
  .small:hover {
    border-color: var(--control);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  input,
  select {
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.4rem 0.8rem;
    border: 1px solid var(--control);
    border-radius: 10px;
    background: var(--surface);
  }
  input:focus-visible,
  select:focus-visible {
    outline-offset: 0;
    border-radius: 10px;
  }
  input[aria-invalid] {
    border-color: var(--bad);
  }
  .field {
    display: grid;
    gap: 0.3rem;
  }
  label {
    font-weight: 600;
  }
  .fault {
    color: var(--bad);
    font-size: 0.875rem;
    font-weight: 560;
  }
  .badges {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0.35rem;
  }
  .badge {
    display: inline-block;
    padding: 0.05rem 0.6rem;
    border-radius: 1rem;
    background: var(--raised);
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 600;
    line-height: 1.55;
  }
  .badge[data-tone='good'] {
    background: var(--good-soft);
    color: var(--good);
  }
  .badge[data-tone='busy'] {
    background: var(--busy-soft);
    color: var(--busy);
  }
  .badge[data-tone='warn'] {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .badge[data-tone='bad'] {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .alert {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem;
    padding: 0.7rem 0.95rem;
    border-radius: 10px;
    background: var(--bad-soft);
    color: var(--bad);
    font-weight: 560;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (forced-colors: active) {
    .primary,
    .danger,
    .badge {
      border: 1px solid;
    }
  }
`;
