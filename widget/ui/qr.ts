import { html, svg, type TemplateResult } from 'lit';
import { correction, generate } from 'lean-qr/nano';

/** The dark modules of a QR code, without its quiet zone. */
export interface QrMatrix {
  /** Modules on a side. */
  readonly size: number;
  readonly dark: (x: number, y: number) => boolean;
}

/** Modules of white around a code; scanners need them. */
export const QUIET_ZONE = 4;

/** The QR code of `text` with error correction level M (15 %), as usual for payment codes on screens. */
export function qrMatrix(text: string): QrMatrix {
  const code = generate(text, { minCorrectionLevel: correction.M });
  return { size: code.size, dark: (x, y) => code.get(x, y) };
}

let last: { readonly text: string; readonly matrix: QrMatrix; readonly path: string } | undefined;

/** The last code: the screen is rendered every second. */
function encode(text: string) {
  if (last?.text !== text) {
    const matrix = qrMatrix(text);
    last = { text, matrix, path: qrPath(matrix) };
  }
  return last;
}

/** One path of horizontal runs: crisp at any size, and light in the DOM. */
function qrPath({ size, dark }: QrMatrix): string {
  let path = '';
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      let run = 0;
      while (x + run < size && dark(x + run, y)) run += 1;
      if (run > 0) path += `M${x} ${y}h${run}v1h-${run}z`;
      x += run;
    }
  return path;
}

/** `label`: what a screen reader says in place of the picture. */
export function qrSvg(text: string, label: string): TemplateResult {
  const { matrix, path } = encode(text);
  const side = matrix.size + 2 * QUIET_ZONE;
  return html`<svg
    role="img"
    aria-label=${label}
    viewBox="${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}"
    shape-rendering="crispEdges"
  >
    ${svg`<path d=${path} fill="#000" />`}
  </svg>`;
}
