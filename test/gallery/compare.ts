import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';

const BASELINES = fileURLToPath(new URL('baselines', import.meta.url));
/** Ignored by git: what differed in the last run. */
const FAILURES = fileURLToPath(new URL('../screenshots/gallery', import.meta.url));

/** How far a pixel's colour may be off, from 0 to 1: baselines have few colours, and machines draw letters differently. */
const COLOUR_TOLERANCE = 0.03;
/** The share of pixels that may be further off. */
const SHARE = 0.0005;
/** Of the baselines' palette, the smallest file first. One that is off by more than this share takes the next. */
const QUALITIES = [75, 90, 100];
const PALETTE_SHARE = SHARE / 2;

const baselineOf = (name: string): string => `${BASELINES}/${name}.png`;

/** How a screenshot differs, with the paths to look at; `undefined`: it is as it was. */
export async function compare(name: string, screenshot: Buffer): Promise<string | undefined> {
  if (!existsSync(baselineOf(name))) return 'has no baseline; npm run gallery -- --update makes it';
  const path = `${FAILURES}/${name}`;
  const { share, width, height, diff } = await difference(baselineOf(name), screenshot);
  if (share <= SHARE) return undefined;
  keep(`${path}-actual.png`, screenshot);
  if (!diff) return `has another size: ${path}-actual.png`;
  keep(
    `${path}-diff.png`,
    await sharp(diff, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer(),
  );
  return `${(share * 100).toFixed(2)} % of the pixels differ: ${path}-actual.png ${path}-diff.png`;
}

/** Makes it the baseline, unless it looks like the present one. */
export async function update(name: string, screenshot: Buffer): Promise<boolean> {
  if ((await compare(name, screenshot)) === undefined) return false;
  keep(baselineOf(name), await smallest(screenshot));
  return true;
}

/** In few colours, as long as it looks the same. */
async function smallest(screenshot: Buffer): Promise<Buffer> {
  for (const quality of QUALITIES) {
    const options = { palette: true, dither: 0, quality, effort: 5, compressionLevel: 9 } as const;
    const image = await sharp(screenshot).removeAlpha().png(options).toBuffer();
    if ((await difference(image, screenshot)).share <= PALETTE_SHARE) return image;
  }
  return screenshot;
}

/** Deletes the baselines of what is no longer in the gallery. */
export function prune(names: ReadonlySet<string>): readonly string[] {
  if (!existsSync(BASELINES)) return [];
  const gone = readdirSync(BASELINES).filter((file) => !names.has(file.replace(/\.png$/, '')));
  for (const file of gone) rmSync(`${BASELINES}/${file}`);
  return gone;
}

/** Forgets what differed in the run before. */
export const clearFailures = (): void => rmSync(FAILURES, { recursive: true, force: true });

interface Difference {
  /** Of the pixels; 1 for another size. */
  readonly share: number;
  readonly width: number;
  readonly height: number;
  /** Pixels that show where; none for another size. */
  readonly diff?: Uint8Array;
}

async function difference(before: string | Buffer, after: Buffer): Promise<Difference> {
  const [expected, actual] = await Promise.all([pixelsOf(before), pixelsOf(after)]);
  const { width, height } = actual.info;
  if (expected.info.width !== width || expected.info.height !== height) return { share: 1, width, height };
  const diff = new Uint8Array(actual.data.length);
  const count = pixelmatch(expected.data, actual.data, diff, width, height, { threshold: COLOUR_TOLERANCE });
  return { share: count / (width * height), width, height, diff };
}

const pixelsOf = (image: string | Buffer) => sharp(image).ensureAlpha().raw().toBuffer({ resolveWithObject: true });

function keep(path: string, content: Buffer): void {
  mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true });
  writeFileSync(path, content);
}
