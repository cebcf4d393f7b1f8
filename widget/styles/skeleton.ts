import { css } from 'lit';

/** In place of what is still being loaded. */
export const skeletonStyles = css`
  .skeleton {
    display: grid;
    gap: 0.75rem;
    padding-block-end: var(--_space);
  }
  .skeleton i {
    block-size: 3.5rem;
    border-radius: var(--_radius);
    background: var(--_raised);
    animation: breathe 1.6s ease-in-out infinite;
  }
  .skeleton i:first-child {
    block-size: 1.6rem;
    inline-size: 50%;
  }
  .blank p {
    background: linear-gradient(var(--_border) 0 0) no-repeat 0 / 55% 0.75em;
    animation: breathe 1.6s ease-in-out infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.5;
    }
  }
`;
