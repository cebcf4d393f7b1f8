import { QUIET_ZONE, type QrMatrix } from '../ui/qr.ts';
import type { PaymentSlip } from './payment-slip.ts';
import { wrapText } from './wrap-text.ts';

/** Three pixels for each one of a phone's screen of 360. */
const WIDTH = 1_080;
const MARGIN = 72;
const INNER = WIDTH - 2 * MARGIN;
/** Modules of white before and behind a barcode. */
const BARCODE_QUIET = 10;
const BARCODE_HEIGHT = 200;
const INK = '#111';
const MUTED = '#555';
const RULE = '#ddd';
const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

interface Style {
  readonly px: number;
  readonly weight: number;
  readonly color: string;
}

const ORDER: Style = { px: 36, weight: 400, color: MUTED };
const CHANNEL: Style = { px: 54, weight: 700, color: INK };
const LABEL: Style = { px: 36, weight: 400, color: MUTED };
const VALUE: Style = { px: 56, weight: 700, color: INK };

/** Draws at `y` unless it only measures, and returns how far down it reached. */
type Draw = (paper: CanvasRenderingContext2D, y: number, drawn: boolean) => number;

/**
 * The slip as a picture, black on white in any theme: the shop's description, the way to pay, the QR code or barcode, and
 * every number with its label. No file is loaded for it. `undefined` where the browser has no memory for it.
 */
export function drawSlip(slip: PaymentSlip, locale: string): HTMLCanvasElement | undefined {
  const canvas = document.createElement('canvas');
  const paper = canvas.getContext('2d');
  if (!paper) return undefined;
  const parts = partsOf(slip, locale);
  canvas.width = WIDTH;
  // Setting a canvas' height resets it, so the height is found first.
  canvas.height = layOut(parts, paper, false) + MARGIN;
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  layOut(parts, paper, true);
  return canvas;
}

const layOut = (parts: readonly Draw[], paper: CanvasRenderingContext2D, drawn: boolean): number =>
  parts.reduce((y, draw) => draw(paper, y, drawn), MARGIN);

function partsOf({ order, channel, qr, barcode, facts, amount, deadline }: PaymentSlip, locale: string): Draw[] {
  const parts = [...(order ? [text(order, ORDER, locale)] : []), text(channel, CHANNEL, locale)];
  if (qr) parts.push(space(24), qrCode(qr));
  const rows = [...facts, amount, deadline].map(({ label, value, shown }) => [
    space(28),
    rule,
    space(28),
    text(label, LABEL, locale),
    text(shown ?? value, VALUE, locale),
  ]);
  const [first = [], ...rest] = rows;
  // A cashier scans the bars, or types the code above them.
  parts.push(...first, ...(barcode ? [space(24), bars(barcode)] : []), ...rest.flat());
  return parts;
}

const space =
  (height: number): Draw =>
  (_, y) =>
    y + height;

const rule: Draw = (paper, y, drawn) => {
  if (drawn) {
    paper.fillStyle = RULE;
    paper.fillRect(MARGIN, y, INNER, 3);
  }
  return y + 3;
};

const text =
  (content: string, { px, weight, color }: Style, locale: string): Draw =>
  (paper, y, drawn) => {
    paper.font = `${weight} ${px}px ${FAMILY}`;
    paper.fillStyle = color;
    paper.textBaseline = 'alphabetic';
    const lineHeight = Math.round(px * 1.4);
    const lines = wrapText(content, INNER, (line) => paper.measureText(line).width, locale);
    if (drawn) lines.forEach((line, at) => paper.fillText(line, MARGIN, y + at * lineHeight + Math.round(px * 1.05)));
    return y + lines.length * lineHeight;
  };

/** Modules of whole pixels, or they would be blurred. */
function qrCode({ size, dark }: QrMatrix): Draw {
  const modules = size + 2 * QUIET_ZONE;
  const scale = Math.max(1, Math.floor(INNER / modules));
  return (paper, y, drawn) => {
    const left = Math.round((WIDTH - modules * scale) / 2);
    paper.fillStyle = '#000';
    for (let row = 0; drawn && row < size; row += 1)
      for (let column = 0; column < size; column += 1)
        if (dark(column, row))
          paper.fillRect(left + (column + QUIET_ZONE) * scale, y + (row + QUIET_ZONE) * scale, scale, scale);
    return y + modules * scale;
  };
}

function bars(widths: readonly number[]): Draw {
  const modules = widths.reduce((sum, width) => sum + width, 2 * BARCODE_QUIET);
  const scale = Math.max(1, Math.floor(INNER / modules));
  return (paper, y, drawn) => {
    let x = Math.round((WIDTH - modules * scale) / 2) + BARCODE_QUIET * scale;
    paper.fillStyle = '#000';
    widths.forEach((width, at) => {
      if (drawn && at % 2 === 0) paper.fillRect(x, y, width * scale, BARCODE_HEIGHT);
      x += width * scale;
    });
    return y + BARCODE_HEIGHT;
  };
}
