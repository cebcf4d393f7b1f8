import { css } from 'lit';

/** In place of what is still being loaded. */
export const skeletonStyles = css`
  /* What the list will push down is not seen before: nothing on the screen moves. */
  .main:has(.skeleton),
  .shell:has(.skeleton) ~ slot {
    visibility: hidden;
  }
  .skeleton {
    visibility: visible;
    display: grid;
    gap: 0.75rem;
    padding-block-end: var(--_space);
  }
  .skeleton i {
    block-size: 3.5rem;
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  .skeleton i:first-child {
    block-size: 1.6rem;
    inline-size: 50%;
  }
  /* As high as what opens below the selected row, until that is here. */
  .opening {
    grid-column: 1 / -1;
    padding-block-end: 4.5rem;
  }
  .opening i {
    display: block;
    block-size: 5.5rem;
  }
  .blank p {
    background: linear-gradient(var(--_border) 0 0) no-repeat 0 / 55% 0.75em;
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton i,
    .blank p {
      animation: breathe 1.6s ease-in-out infinite;
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.5;
    }
  }
`;
