import { css } from 'lit';

/**
 * A screen that takes the place of another fades in, where motion is allowed (see panel.ts). The first one is there at
 * once.
 */
export const screenChangeStyles = css`
  [data-next] > :is(form, section) {
    transition:
      opacity 0.15s ease-out,
      translate 0.15s ease-out;
  }
  @starting-style {
    [data-next] > :is(form, section) {
      opacity: 0;
      translate: 0 0.5rem;
    }
  }
`;
