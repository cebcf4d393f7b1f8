import { css } from 'lit';

/** The list of channels; what opens in its rows is styled by `panel.ts`. */
export const listStyles = css`
  input,
  select,
  button,
  summary,
  [data-closed],
  .row[data-selected] {
    /* What has the focus, or was just opened, is not hidden behind the bar, from the first screen on. */
    scroll-margin-block: 2rem calc(var(--_bar, 8rem) + 1rem);
  }
  .list {
    container: list / inline-size;
    display: grid;
    gap: calc(var(--_space) * 1.25);
  }
  .group {
    position: relative;
  }
  legend {
    padding: 0;
    margin-block-end: 0.5rem;
    font-size: 0.875rem;
    font-weight: 600;
    color: var(--_muted);
  }
  .more {
    position: absolute;
    /* On the line of the heading, down to the rows. */
    inset-block-start: -2.6rem;
    inset-inline-end: 0;
    min-block-size: 2.75rem;
    padding: 0 0.25rem;
    border: 0;
    background: none;
    color: var(--_accent);
    font-size: 0.875rem;
    font-weight: 600;
    cursor: pointer;
  }
  summary::after,
  .more::after {
    content: '';
    display: inline-block;
    flex: none;
    inline-size: 0.45rem;
    block-size: 0.45rem;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    transform: translateY(-20%) rotate(45deg);
  }
  .more::after {
    margin-inline-start: 0.5rem;
  }
  .rows {
    --_columns: 1;
    --_closed: 6;
    display: grid;
    grid: auto-flow dense minmax(3.5rem, auto) / repeat(var(--_columns), minmax(0, 1fr));
    gap: 0.5rem;
  }
  [data-closed] {
    /* Whole lines; the rest can be scrolled to by what does not see it, and then opens. */
    max-block-size: calc(var(--_closed) * 4rem - 0.5rem);
    overflow: hidden;
  }
  .row {
    position: relative;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.85);
  }
  .row > label {
    display: flex;
    align-items: center;
    gap: 0.85rem;
    min-block-size: 100%;
    padding: 0.5rem var(--_space);
    line-height: 1.3;
    cursor: pointer;
    border-radius: inherit;
  }
  .row[data-selected] {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .row[data-selected] > label {
    min-block-size: 3.5rem;
  }
  .tile {
    flex: none;
    inline-size: 2.75rem;
    aspect-ratio: 44 / 30;
    border-radius: 7px;
    background: color-mix(in oklab, currentColor 12%, var(--_surface));
  }
  .name {
    flex: 1;
    min-inline-size: 0;
    font-weight: 560;
    overflow-wrap: anywhere;
  }
  .first {
    display: block;
    font-size: 0.875rem;
    font-weight: 400;
    color: var(--_warning);
  }
  .fee,
  .masked,
  small {
    color: var(--_muted);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  small {
    font-size: inherit;
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
  /* In columns a radio button covers its row, and shows only that it is checked. */
  [data-columns] > .row {
    font-size: 0.875rem;
  }
  [data-columns] > .row > label {
    gap: 0.4rem;
    /* A name of two lines has its place in a line of a closed group. */
    padding: 0.1rem max(0.4rem, 1.6cqi);
    line-height: 1.2;
  }
  [data-columns] .tile {
    inline-size: 1.9rem;
  }
  [data-columns] .name > * {
    display: block;
  }
  [data-columns] small,
  [data-columns] .first {
    font-size: 0.72rem;
  }
  [data-columns] > .row > label > input {
    position: absolute;
    inset: 0;
    inline-size: auto;
    block-size: auto;
    padding: 0.35rem;
    border: 0;
    border-radius: inherit;
    background: none;
    place-items: start end;
  }
  .search input {
    inline-size: 100%;
    min-block-size: 3rem;
    padding: 0.5rem 0.85rem;
    padding-inline-start: 2.6rem;
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
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  @container list (min-width: 18rem) {
    [data-columns] {
      --_columns: 2;
      --_closed: 3;
    }
  }
  @container list (min-width: 31rem) {
    [data-columns] {
      --_columns: 3;
      --_closed: 2;
    }
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
