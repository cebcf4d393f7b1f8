import { css } from 'lit';

/** The list of channels; what opens in its rows is styled by `panel.ts`. */
export const listStyles = css`
  input,
  select,
  button,
  summary,
  .row[data-selected] {
    /* What has the focus, or was just opened, is not hidden behind the bar, from the first screen on. */
    scroll-margin-block: 2rem calc(var(--bar, 8rem) + 1rem);
  }
  .list {
    display: grid;
    gap: calc(var(--_space) * 1.25);
  }
  legend {
    padding: 0;
    margin-block-end: 0.5rem;
    font-size: 0.875rem;
    font-weight: 600;
    color: var(--_muted);
  }
  .rows {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .row {
    position: relative;
    border-radius: inherit;
  }
  .row:not(:first-child) {
    border-start-start-radius: 0;
    border-start-end-radius: 0;
  }
  .row:not(:last-child) {
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }
  .row + .row {
    border-block-start: 1px solid var(--_border);
  }
  .row > label {
    display: flex;
    align-items: center;
    gap: 0.85rem;
    min-block-size: 3.5rem;
    padding: 0.5rem var(--_space);
    cursor: pointer;
    border-radius: inherit;
  }
  .row > label:hover {
    background: var(--_raised);
  }
  .row[data-selected] {
    background: var(--_accent-soft);
    box-shadow: 0 0 0 2px var(--_accent);
    z-index: 1;
    border-radius: var(--_radius);
  }
  .row[data-selected] > label:hover {
    background: none;
  }
  .row:focus-within:has(input[type='radio']:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 3px;
    z-index: 2;
  }
  .row input[type='radio']:focus-visible {
    outline: 0;
  }
  .tile {
    flex: none;
    inline-size: 2.75rem;
    border-radius: 7px;
    --hue: 165;
    --ink: hsl(var(--hue) 60% var(--ink-l));
    background: hsl(var(--hue) 45% var(--tint-l));
  }
  .tile text {
    fill: var(--ink);
    font:
      750 11px system-ui,
      sans-serif;
    text-anchor: middle;
  }
  .tile path {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.6;
  }
  [data-tint='1'] {
    --hue: 212;
  }
  [data-tint='2'] {
    --hue: 28;
  }
  [data-tint='3'] {
    --hue: 262;
  }
  [data-tint='4'] {
    --hue: 340;
  }
  [data-tint='5'] {
    --hue: 192;
  }
  .name {
    flex: 1;
    min-inline-size: 0;
    font-weight: 530;
    overflow-wrap: anywhere;
  }
  .first {
    display: block;
    font-size: 0.875rem;
    color: var(--_warning);
  }
  .masked {
    color: var(--_muted);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  input[type='radio'],
  input[type='checkbox'] {
    appearance: none;
    flex: none;
    inline-size: 1.375rem;
    block-size: 1.375rem;
    margin: 0;
    border: 2px solid var(--_control);
    border-radius: 50%;
    background: var(--_surface);
    display: grid;
    place-items: center;
    cursor: pointer;
  }
  input:checked {
    border-color: var(--_accent);
  }
  input:checked::before {
    content: '';
    inline-size: 0.75rem;
    block-size: 0.75rem;
    border-radius: 50%;
    background: var(--_accent);
  }
  .search input {
    inline-size: 100%;
    min-block-size: 3rem;
    padding: 0.5rem 0.85rem;
    font-size: 1rem;
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) * 0.75);
  }
  .search {
    position: relative;
  }
  .search .icon {
    position: absolute;
    inset-block-start: 50%;
    inset-inline-start: 0.9rem;
    transform: translateY(-50%);
    color: var(--_muted);
  }
  .search input {
    padding-inline-start: 2.6rem;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  /* Large text on a small phone: the whole width for the text. */
  @container kasir (max-width: 15rem) {
    .card {
      --_space: 0.4rem;
    }
    .tile {
      display: none;
    }
  }
`;
