import { css } from 'lit';

/** The card around every screen, with the summary. */
export const frameStyles = css`
  .shell {
    container: kasir / inline-size;
    position: relative;
    isolation: isolate;
    max-inline-size: 66rem;
    margin-inline: auto;
  }
  .card {
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.4);
    box-shadow: var(--_shadow);
    min-block-size: 40rem;
    display: grid;
    grid-template: auto 1fr auto / minmax(0, 1fr);
  }
  .summary {
    background: var(--_raised);
    padding: calc(var(--_space) * 1.25);
    border-block-end: 1px solid var(--_border);
    border-start-start-radius: inherit;
    border-start-end-radius: inherit;
    overflow-wrap: anywhere;
  }
  .total {
    font-size: min(1.9rem, 11cqi);
    line-height: 1.25;
    font-weight: 720;
    letter-spacing: -0.025em;
    font-variant-numeric: tabular-nums;
  }
  .summary details {
    margin-block-start: 0.35rem;
    font-size: 0.9375rem;
  }
  summary {
    cursor: pointer;
    min-block-size: 2.75rem;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    border-radius: 8px;
    color: var(--_accent);
    font-weight: 560;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .main {
    padding: calc(var(--_space) * 1.25);
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .screen {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: var(--_space);
  }
`;
