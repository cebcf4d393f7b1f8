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
    padding: 0.1rem var(--_space) var(--_space);
    font-size: 0.9375rem;
  }
  .panel > p {
    color: var(--_muted);
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
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) * 0.75);
  }
  .field [aria-invalid] {
    border-color: var(--_danger);
    border-width: 2px;
    /* With the sentence that says what is wrong. */
    scroll-margin-block-end: calc(var(--bar, 8rem) + 4rem);
  }
  .fault {
    color: var(--_danger);
    font-size: 0.875rem;
  }
  .months {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: 0.5rem;
  }
  .months p {
    grid-column: 1 / -1;
  }
  .months label {
    display: flex;
    align-items: center;
    gap: 0.7rem;
    min-block-size: 3rem;
    padding: 0.4rem 0.85rem;
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) * 0.75);
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  .months label:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  /* The row is outlined for its own radio button only. */
  .row:focus-within:has(.panel input:focus-visible) {
    outline: 0;
  }
  .months label:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
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
    color: var(--_accent);
    border-color: var(--_control);
  }
`;
