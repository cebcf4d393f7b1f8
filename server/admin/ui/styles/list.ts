import { css } from 'lit';

/** Search, filters and tables. On a phone each row of a table is a card. */
export const listStyles = css`
  .search {
    position: relative;
    display: flex;
    gap: 0.5rem;
    margin-block-end: 0.75rem;
  }
  .search .icon {
    position: absolute;
    inset-block-start: calc(1.375rem - 0.675em);
    inset-inline-start: 0.8rem;
    color: var(--muted);
  }
  .search input {
    padding-inline-start: 2.5rem;
  }
  .search .primary {
    min-block-size: 2.75rem;
  }
  .filters {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-end: 1rem;
  }
  .filter {
    flex: 0 1 auto;
    min-inline-size: 0;
  }
  .filter select {
    min-block-size: 2.5rem;
    max-inline-size: 12.5rem;
    text-overflow: ellipsis;
    border-color: var(--border);
    font-weight: 500;
  }
  .filter select[data-set] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent);
    font-weight: 600;
  }
  .found {
    margin-block-end: 0.75rem;
    color: var(--muted);
  }
  .pages {
    display: flex;
    justify-content: end;
    gap: 0.5rem;
    margin-block-start: 1rem;
  }
  .list {
    inline-size: 100%;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    border-collapse: separate;
    border-spacing: 0;
    background: var(--surface);
    box-shadow: var(--shadow);
    overflow: hidden;
  }
  .list th,
  .list td {
    padding: 0.7rem 1rem;
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  .list thead th {
    padding-block: 0.6rem;
    border-block-end: 1px solid var(--border);
    background: var(--raised);
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .list tbody tr + tr > * {
    border-block-start: 1px solid var(--border);
  }
  .list tbody tr {
    position: relative;
  }
  .list tbody tr:hover > * {
    background: var(--raised);
  }
  .list .main a {
    display: inline-block;
    max-inline-size: 16rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: top;
    font-weight: 620;
    text-decoration: none;
  }
  .list .main a:hover {
    text-decoration: underline;
  }
  /* The whole row leads where its link does. */
  .list .main a::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .list .number {
    text-align: end;
  }
  .list .amount {
    font-weight: 620;
    white-space: nowrap;
  }
  .list small {
    display: block;
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 400;
  }
  .list .when,
  .list .provider,
  .list thead th {
    white-space: nowrap;
  }
  .others .list {
    margin-block-start: 0.75rem;
    border: 0;
    box-shadow: none;
  }
  .others .list thead {
    display: none;
  }
  .others .list :is(.when, .provider) {
    display: none;
  }
  .others .list :is(th, td) {
    padding: 0.6rem 0.4rem;
  }
  @media (max-width: 52rem) {
    .filters {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .filter:last-child:nth-child(odd) {
      grid-column: 1 / -1;
    }
    .filter select {
      max-inline-size: none;
    }
    .list .main a {
      max-inline-size: min(11rem, 100%);
    }
    .list:not(.others .list) {
      position: relative;
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0.6rem;
      border: 0;
      background: none;
      box-shadow: none;
      overflow: visible;
    }
    .list:not(.others .list) :is(tbody, thead) {
      display: contents;
    }
    .list:not(.others .list) thead tr {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .list:not(.others .list) tbody tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0.1rem 0.75rem;
      padding: 0.85rem 1rem;
      border: 1px solid var(--border);
      border-radius: var(--radius);
      background: var(--surface);
    }
    .list:not(.others .list) tbody tr > * {
      padding: 0;
      border: 0;
      background: none;
    }
    .list:not(.others .list) .main {
      grid-area: 1 / 1;
    }
    .list:not(.others .list) .amount {
      grid-area: 1 / 2;
    }
    .list:not(.others .list) .status {
      grid-area: 2 / 1 / 3 / 3;
      margin-block: 0.2rem;
    }
    .list:not(.others .list) .channel {
      grid-area: 3 / 1;
      color: var(--muted);
      font-size: 0.875rem;
    }
    .list:not(.others .list) .when {
      grid-area: 3 / 2;
      color: var(--muted);
      font-size: 0.875rem;
    }
    .list:not(.others .list) .provider {
      display: none;
    }
  }
`;
