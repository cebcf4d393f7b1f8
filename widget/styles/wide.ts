import { css } from 'lit';

/** Where there is room: the summary and the bar beside the screen. */
export const wideStyles = css`
  @container kasir (min-width: 48rem) {
    .card {
      grid-template: auto 1fr / minmax(0, 1fr) 21rem;
    }
    .main {
      grid-area: 1 / 1 / span 2;
      padding: calc(var(--_space) * 1.75);
    }
    .summary,
    .bar,
    .summary:not(.blank) ~ .bar[data-bare]:not(:has(.error:not(:empty))) {
      display: block;
      grid-column: 2;
      position: static;
      padding: calc(var(--_space) * 1.75);
      background: var(--_raised);
      border: 0;
      border-inline-start: 1px solid var(--_border);
      border-radius: 0;
      border-start-end-radius: inherit;
    }
    /* The whole column: a bar below it would move with the height of the real one. */
    .blank {
      grid-row: span 2;
    }
    .bar {
      padding-block-start: 0 !important;
      border-end-end-radius: inherit !important;
      border-start-end-radius: 0 !important;
    }
    .foot {
      position: sticky;
      inset-block-start: calc(var(--_space) * 1.75);
    }
  }
`;
