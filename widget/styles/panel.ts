import { css } from 'lit';

/** What a selected row opens: fields, consent; and the second kind of button. */
export const panelStyles = css`
  input[type='checkbox'] {
    border-radius: 6px;
  }
  input[type='checkbox']:checked::before {
    border-radius: 3px;
  }
  .panel {
    display: grid;
    gap: 0.9rem;
    padding: 0.1rem var(--space) var(--space);
    font-size: 0.9375rem;
  }
  .panel > p {
    color: var(--muted);
  }
  .panel strong {
    color: var(--warning);
    font-weight: 600;
  }
  .field {
    display: grid;
    gap: 0.35rem;
  }
  .field label {
    font-weight: 560;
  }
  .field input,
  .field select {
    inline-size: 100%;
    min-block-size: 3rem;
    padding: 0.5rem 0.85rem;
    font-size: 1rem;
    background: var(--surface);
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.75);
  }
  .field [aria-invalid] {
    border-color: var(--danger);
    border-width: 2px;
  }
  .fault {
    color: var(--danger);
    font-size: 0.875rem;
  }
  .consent {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 2.75rem;
    cursor: pointer;
  }
  .secondary {
    background: transparent;
    color: var(--accent);
    border-color: var(--control);
  }
`;
