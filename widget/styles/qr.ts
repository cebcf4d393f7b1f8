import { css } from 'lit';

export const qrStyles = css`
  .qr {
    display: grid;
    justify-items: center;
    gap: 0.9rem;
  }
  .qr .paper {
    inline-size: min(100%, 19rem);
    padding: 0.25rem;
  }
  .qr-text {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .fact .small {
    font-size: 0.8125rem;
    font-weight: 450;
  }
`;
