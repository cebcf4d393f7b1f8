import { css } from 'lit';

/** An instruction on paper: black on white, and nothing that only a screen can do. */
export const instructionPrintStyles = css`
  @media print {
    :host {
      color-scheme: light !important;
      --_text: #000 !important;
      --_muted: #333 !important;
      --_surface: #fff !important;
      --_border: #999 !important;
      --_accent: #000 !important;
      --_accent-soft: #fff !important;
      --_warning: #000 !important;
      --_warning-soft: #fff !important;
      --_raised: #fff !important;
    }
    slot:not([name^='instruction-']),
    button,
    .unseen,
    .status,
    .bar,
    .summary,
    .footer,
    .tools,
    .tools-note,
    .qr-text,
    .deadline-bar p:has(.time):not(:last-child),
    details:not([open]) {
      display: none !important;
    }
    .card {
      display: block;
      min-block-size: 0;
      border: 0;
      box-shadow: none;
    }
    .main {
      padding: 0;
    }
    .fact,
    .deadline-bar,
    .qr,
    .barcode,
    .steps li {
      break-inside: avoid;
    }
    .paper {
      print-color-adjust: exact;
    }
  }
`;
