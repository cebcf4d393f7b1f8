import { loadScript } from './page.ts';

type JsQr = (pixels: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null;

/** What a scanner reads from a picture, drawn on white at a phone's size. */
export async function decodeQr(picture: SVGElement | Blob | null): Promise<string | undefined> {
  if (!picture) throw new Error('there is no picture');
  if (!('jsQR' in window)) await loadScript('/node_modules/jsqr/dist/jsQR.js');
  const blob = picture instanceof Blob ? picture : drawing(picture);
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  await image.decode();
  const width = 640;
  const height = Math.round((width * image.naturalHeight) / image.naturalWidth) || width;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const paper = canvas.getContext('2d');
  if (!paper) throw new Error('no canvas');
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, width, height);
  paper.drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(image.src);
  const scan = (window as unknown as { jsQR: JsQr }).jsQR;
  return scan(paper.getImageData(0, 0, width, height).data, width, height)?.data;
}

function drawing(svg: SVGElement): Blob {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGElement)) throw new Error('no drawing');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', '640');
  copy.setAttribute('height', '640');
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' });
}
