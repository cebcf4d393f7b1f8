import { css } from 'lit';

/** Numbered steps. */
export const stepStyles = css`
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
`;
