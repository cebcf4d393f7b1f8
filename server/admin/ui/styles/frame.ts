import { css } from 'lit';

/** The frame: beside the content where there is room, above and below it on a phone. */
export const frameStyles = css`
  kasir-back-office {
    display: grid;
    grid-template-columns: 14.5rem minmax(0, 1fr);
    grid-template-rows: auto 1fr auto;
    min-block-size: 100vh;
  }
  kasir-back-office:has(kasir-sign-in-page) {
    display: block;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    font-size: 1.125rem;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  .mark {
    inline-size: 1.9rem;
    block-size: 1.9rem;
    fill: var(--accent);
  }
  .mark path {
    fill: none;
    stroke: var(--on-accent);
    stroke-width: 3.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .bar-top {
    display: contents;
  }
  .bar-top .brand {
    grid-area: 1 / 1;
    padding: 1.5rem 1.5rem 1rem;
    border-inline-end: 1px solid var(--border);
    background: var(--surface);
  }
  .main-nav {
    grid-area: 2 / 1;
    padding: 0.25rem 0.75rem;
    border-inline-end: 1px solid var(--border);
    background: var(--surface);
  }
  .main-nav ul {
    position: sticky;
    inset-block-start: 1rem;
    display: grid;
    gap: 0.2rem;
  }
  .main-nav a {
    display: flex;
    align-items: center;
    gap: 0.7rem;
    min-block-size: 2.6rem;
    padding: 0.4rem 0.75rem;
    border-radius: 10px;
    color: var(--muted);
    font-weight: 600;
    text-decoration: none;
  }
  .main-nav a:hover {
    background: var(--raised);
    color: var(--text);
  }
  .main-nav [aria-current='page'] {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .who {
    grid-area: 3 / 1;
    position: sticky;
    inset-block-end: 0;
    display: grid;
    gap: 0.6rem;
    padding: 1rem 1.25rem 1.25rem;
    border-inline-end: 1px solid var(--border);
    border-block-start: 1px solid var(--border);
    background: var(--surface);
  }
  .name {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-inline-size: 0;
    font-weight: 600;
  }
  main {
    grid-area: 1 / 2 / 4 / 3;
    inline-size: 100%;
    max-inline-size: 74rem;
    padding: 1.75rem 2.25rem 4rem;
  }
  .skip {
    position: absolute;
    inset-block-start: -5rem;
    inset-inline-start: 1rem;
    z-index: 9;
    padding: 0.6rem 1rem;
    border-radius: 10px;
    background: var(--surface);
  }
  .skip:focus {
    inset-block-start: 0.75rem;
  }
  .announcement {
    position: fixed;
    inset-block-end: 1.5rem;
    inset-inline: 1rem;
    z-index: 5;
    display: flex;
    justify-content: center;
    pointer-events: none;
  }
  .announcement p {
    padding: 0.7rem 1.1rem;
    border-radius: 12px;
    background: var(--text);
    color: var(--surface);
    font-weight: 560;
    box-shadow: 0 8px 30px rgb(0 0 0 / 0.2);
  }
  .sign-in {
    display: grid;
    place-items: center;
    max-inline-size: none;
    min-block-size: 100vh;
    padding: 1.5rem;
  }
  .sign-in form {
    display: grid;
    gap: 1.1rem;
    inline-size: min(24rem, 100%);
    padding: 2rem;
    border: 1px solid var(--border);
    border-radius: 20px;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .sign-in .primary {
    min-block-size: 2.9rem;
  }
  .sign-in [role='alert']:empty {
    display: none;
  }
  @media (max-width: 52rem) {
    kasir-back-office {
      display: block;
      padding-block-end: calc(4.25rem + env(safe-area-inset-bottom));
    }
    .bar-top {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 1rem;
      padding: 0.6rem 1rem;
      border-block-end: 1px solid var(--border);
      background: var(--surface);
    }
    .bar-top .brand {
      padding: 0;
      border: 0;
    }
    .who {
      position: static;
      display: flex;
      align-items: center;
      padding: 0;
      border: 0;
    }
    .main-nav {
      position: fixed;
      inset-block-end: 0;
      inset-inline: 0;
      z-index: 4;
      padding: 0.25rem 0.5rem calc(0.25rem + env(safe-area-inset-bottom));
      border: 0;
      border-block-start: 1px solid var(--border);
    }
    .main-nav ul {
      position: static;
      grid-template-columns: repeat(4, 1fr);
    }
    .main-nav a {
      flex-direction: column;
      justify-content: center;
      gap: 0.15rem;
      min-block-size: 3.25rem;
      padding: 0.3rem;
      font-size: 0.75rem;
      text-align: center;
      overflow-wrap: normal;
    }
    main {
      padding: 1.25rem 1rem 2rem;
    }
    .announcement {
      inset-block-end: calc(4.75rem + env(safe-area-inset-bottom));
    }
  }
`;
