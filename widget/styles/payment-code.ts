import { css } from 'lit';
import { factStyles } from './facts.ts';
import { stepStyles } from './steps.ts';

/** Fewer in a row, with the words beside the icons. */
const narrow = css`
  grid: auto-flow / repeat(auto-fit, minmax(min(100%, 6.5rem), 1fr));
  --_tool-flow: column;
  --_tool-height: 2.75rem;
`;

/** A number or code to pay to: its picture, what can be done with it, how to pay. */
export const paymentCodeStyles = css`
  .paper {
    background: #fff;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .paper svg {
    display: block;
    inline-size: 100%;
  }
  .tools {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    gap: 0.4rem;
  }
  .tool {
    display: grid;
    grid-auto-flow: var(--_tool-flow, row);
    place-items: center;
    place-content: center;
    gap: 0.2rem 0.4rem;
    min-inline-size: 0;
    min-block-size: var(--_tool-height, 3.25rem);
    padding: 0.4rem 0.1rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_accent);
    font-weight: 600;
    font-size: 0.75rem;
    line-height: 1.25;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .tool:hover {
    background: var(--_raised);
  }
  .tools-note {
    margin-block-start: -0.4rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  @container kasir (min-width: 26rem) {
    .tool {
      font-size: 0.875rem;
    }
  }
  @container kasir (max-width: 20rem) {
    /* Four words do not fit beside each other. */
    .tools:has(:nth-child(4)) {
      ${narrow}
    }
  }
  @container kasir (max-width: 15rem) {
    .tools {
      ${narrow}
    }
  }
  .guides {
    display: grid;
    align-content: start;
    gap: 0.5rem;
  }
  .guides details {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .guides summary,
  .qr-text summary {
    justify-content: space-between;
    padding: 0.4rem var(--_space);
    min-block-size: 3rem;
    color: var(--_text);
    border-radius: var(--_radius);
  }
  .guides details > .steps {
    padding: 0.1rem var(--_space) var(--_space);
  }
  ${factStyles}
  ${stepStyles}
`;
