import { css } from 'lit';

/** Where an act is asked for. On a phone it comes from below. */
export const dialogStyles = css`
  dialog {
    inline-size: min(30rem, calc(100vw - 2rem));
    max-block-size: calc(100vh - 2rem);
    padding: 0;
    border: 1px solid var(--border);
    border-radius: 20px;
    background: var(--surface);
    color: var(--text);
    box-shadow: 0 20px 60px rgb(0 0 0 / 0.28);
  }
  dialog::backdrop {
    background: rgb(8 18 15 / 0.5);
  }
  dialog form {
    display: grid;
    gap: 1.1rem;
    padding: 1.5rem;
  }
  dialog h2 {
    font-size: 1.25rem;
  }
  dialog .explain {
    margin-block-start: -0.6rem;
    color: var(--muted);
  }
  dialog [role='alert']:empty {
    display: none;
  }
  dialog .buttons {
    position: sticky;
    inset-block-end: 0;
    justify-content: end;
    margin: -0.35rem -1.5rem -1.5rem;
    padding: 0.85rem 1.5rem 1.25rem;
    background: var(--surface);
  }
  @media (min-width: 48rem) {
    dialog[data-wide] {
      inline-size: 44rem;
    }
    dialog[data-wide] form {
      grid-template-columns: 1fr 1fr;
      align-items: start;
    }
    dialog[data-wide] form > :not(.field) {
      grid-column: 1 / -1;
    }
    dialog[data-wide] .field:has([name='note']) {
      grid-column: 1 / -1;
    }
  }
  .confirm {
    display: grid;
    gap: 0.35rem;
    padding: 1.25rem;
    border-radius: var(--radius);
    background: var(--raised);
    text-align: center;
  }
  .confirm:focus {
    outline: 0;
  }
  .confirm .amount {
    font-size: 2rem;
    font-weight: 700;
    letter-spacing: -0.02em;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 30rem) {
    dialog {
      inline-size: 100vw;
      max-inline-size: 100vw;
      margin-block-end: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
      border-inline: 0;
    }
    dialog .buttons > * {
      flex: 1 1 auto;
    }
  }
`;
