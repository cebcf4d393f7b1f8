import { css } from 'lit';

/** What the card around the screens needs later than the list: the status line. */
export const paymentCardStyles = css`
  h3,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
    min-inline-size: 0;
  }
  .status {
    display: flex;
    align-items: center;
    gap: 0.7rem;
    margin-block-start: var(--_space);
    padding-block: 0.85rem;
    border-block-start: 1px solid var(--_border);
    color: var(--_muted);
    font-size: 0.9375rem;
  }
  .status::before {
    content: '';
    flex: none;
    inline-size: 0.6rem;
    block-size: 0.6rem;
    border-radius: 50%;
    background: var(--_accent);
    animation: breathe 1.6s ease-in-out infinite;
  }
`;
