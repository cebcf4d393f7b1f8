import { QUIET_ZONE, type QrMatrix } from './qr.ts';

export interface QrImageTexts {
  readonly title: string;
  readonly caption: string;
  readonly fileName: string;
}

/** Pixels of one module: an image of about 900 px, which any gallery scanner reads. */
const SCALE = 16;
const TEXT_PX = 36;

/** The code on white paper, with its name above and the amount below. */
export function drawQrImage(
  { size, dark }: QrMatrix,
  { title, caption }: Pick<QrImageTexts, 'title' | 'caption'>,
): HTMLCanvasElement {
  const side = (size + 2 * QUIET_ZONE) * SCALE;
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side + 4 * TEXT_PX;
  const paper = canvas.getContext('2d');
  if (!paper) return canvas;
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.fillStyle = '#000';
  paper.font = `600 ${TEXT_PX}px system-ui, sans-serif`;
  paper.textAlign = 'center';
  paper.fillText(title, side / 2, 1.7 * TEXT_PX);
  paper.fillText(caption, side / 2, side + 3 * TEXT_PX);
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1)
      if (dark(x, y)) paper.fillRect((x + QUIET_ZONE) * SCALE, (y + QUIET_ZONE) * SCALE + 2 * TEXT_PX, SCALE, SCALE);
  return canvas;
}

/** Offers the image to the phone's share sheet, or downloads it. False when the customer declined. */
export async function saveQrImage(matrix: QrMatrix, texts: QrImageTexts): Promise<boolean> {
  const canvas = drawQrImage(matrix, texts);
  const image = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!image) return false;
  const file = new File([image], texts.fileName, { type: 'image/png' });
  if (matchMedia('(pointer: coarse)').matches && navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] });
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return false;
    }
  }
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = texts.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return true;
}
