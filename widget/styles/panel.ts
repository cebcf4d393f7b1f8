import { css } from 'lit';

/** What a selected row opens: fields, consent; the second kind of button; and what moves or changes in a list. */
export const panelStyles = css`
  .gone {
    opacity: 0.5;
    pointer-events: none;
  }
  summary::after,
  .more::after {
    transition: transform 0.18s;
  }
  .tile {
    stroke: color-mix(in oklab, currentColor 65%, var(--_text));
  }
  h2:focus {
    outline: 0;
  }
  [aria-disabled='true'] {
    cursor: progress;
  }
  .primary {
    transition: box-shadow 0.15s;
  }
  .row > label:hover {
    background: var(--_raised);
  }
  .row[data-selected] > label {
    background: none;
  }
  .row[data-selected] {
    background: var(--_accent-soft);
  }
  .row:has(> label > input:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
    z-index: 1;
  }
  .row > label > input:focus-visible {
    outline: 0;
  }
  /* Around the button, so that its text keeps its contrast. */
  .primary:hover {
    box-shadow: 0 2px 12px color-mix(in srgb, var(--_brand) 45%, transparent);
  }
  .primary:active {
    translate: 0 1px;
  }
  input[type='checkbox'] {
    border-radius: 6px;
  }
  input[type='checkbox']:checked::before {
    border-radius: 3px;
  }
  /* A shop's own file: drawn for white. */
  img.tile {
    padding: 2px;
    object-fit: contain;
    background: #fff;
  }
  .panel {
    display: grid;
    gap: 0.9rem;
    padding: 0.1rem var(--_space) var(--_space);
    font-size: 0.9375rem;
  }
  .panel[data-held] {
    block-size: var(--_kept);
    overflow: auto;
  }
  .panel > p {
    color: var(--_muted);
  }
  [data-columns] > .panel {
    grid-column: 1 / -1;
    /* With the row that it belongs to. */
    scroll-margin-block: 6rem calc(var(--_bar, 8rem) + 1rem);
    padding: 0.85rem var(--_space) var(--_space);
    border-radius: calc(var(--_radius) * 0.85);
    background: var(--_accent-soft);
  }
  .field {
    display: grid;
    gap: 0.35rem;
  }
  .field label {
    font-weight: 560;
  }
  .field input,
  .field select {
    inline-size: 100%;
    min-block-size: 3rem;
    padding: 0.5rem 0.85rem;
    font-size: 1rem;
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) * 0.75);
  }
  .field [aria-invalid] {
    border-color: var(--_danger);
    border-width: 2px;
    /* With the sentence that says what is wrong. */
    scroll-margin-block-end: calc(var(--_bar, 8rem) + 4rem);
  }
  .fault {
    color: var(--_danger);
    font-size: 0.875rem;
  }
  .months {
    display: grid;
    /* Two columns at most, and none stands alone in a line. */
    grid-template-columns: repeat(auto-fit, minmax(min(max(13rem, 40%), 100%), 1fr));
    gap: 0.5rem;
  }
  .months p,
  .months label:last-of-type:nth-of-type(odd) {
    grid-column: 1 / -1;
  }
  .months label {
    display: flex;
    align-items: center;
    gap: 0.7rem;
    min-block-size: 3rem;
    padding: 0.4rem 0.85rem;
    background: var(--_surface);
    border: 1px solid var(--_control);
    border-radius: calc(var(--_radius) * 0.75);
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  .months label:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .months label:has(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  .consent {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 2.75rem;
    cursor: pointer;
  }
  .secondary {
    background: transparent;
    color: var(--_accent);
    border-color: var(--_control);
  }
  @media (forced-colors: active) {
    .row[data-selected] {
      outline: 2px solid Highlight;
    }
    input:checked::before {
      background: Highlight;
      forced-color-adjust: none;
    }
    .primary {
      border-color: ButtonText;
    }
  }
  .primary[aria-disabled='true']::before {
    content: '';
    inline-size: 1.1rem;
    block-size: 1.1rem;
    border: 2.5px solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  /* Sentences of a language from left to right, on a page from right to left: the full stop stands at their end. */
  :host(:dir(rtl)) .shell {
    text-align: right;
  }
  h2,
  p,
  li {
    unicode-bidi: plaintext;
  }
  .error:not(:empty) {
    display: flex;
    gap: 0.6rem;
    padding: 0.7rem 0.9rem;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_danger-soft);
    color: var(--_danger);
    font-size: 0.9375rem;
    font-weight: 530;
  }
  .error button {
    min-block-size: 2.75rem;
    padding-inline: 0.9rem;
    border: 1px solid;
    border-radius: 8px;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  [data-columns] > .row > label > input::before {
    inline-size: 0.6rem;
    block-size: 0.6rem;
  }
  .more[aria-expanded='true']::after {
    transform: translateY(20%) rotate(225deg);
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation-duration: 0.001s !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
    }
  }
`;
