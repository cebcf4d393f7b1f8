import { css } from 'lit';

/** The unfolded items of the order, which nobody can open before the list is there. */
export const orderItemsStyles = css`
  details[open] > summary::after {
    transform: translateY(20%) rotate(225deg);
  }
  .summary ul {
    list-style: none;
    display: grid;
    gap: 0.4rem;
    padding-block-end: 0.6rem;
  }
  .summary li {
    display: flex;
    justify-content: space-between;
    gap: var(--_space);
  }
  .summary li span + span {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
`;
