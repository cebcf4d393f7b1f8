import { css } from 'lit';

export const barcodeStyles = css`
  .barcode .paper {
    padding: 0.9rem 0.5rem;
    max-inline-size: 26rem;
    margin-inline: auto;
  }
  .barcode svg {
    block-size: 4.5rem;
  }
`;
