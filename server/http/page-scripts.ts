import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { loadWidgetAssets, type WidgetAssets } from './widget-assets.ts';

/** One script of ours on a payment page, as PCI DSS 6.4.3 wants it listed: what it is, what for, and by what it is known. */
export interface PageScript {
  /** Below the server's address. */
  readonly path: string;
  /** `sha384-…` */
  readonly integrity: string;
  readonly bytes: number;
  readonly purpose: string;
  /** `page`: by a tag of the page. Otherwise by the script at this path. */
  readonly loadedBy: string;
}

export interface PageScripts {
  readonly version: string;
  readonly scripts: readonly PageScript[];
}

/** The file that the build writes beside the widget. */
export const PAGE_SCRIPTS = 'payment-page-scripts.json';

const ENTRY = '/kasir.js';

/** The inventory of a build: all scripts that it can load into a page. */
export function presentPageScripts({ version, files }: WidgetAssets): PageScripts {
  const scripts = [...files.values()].map(({ path, integrity, encodings }) => {
    const isChunk = path.startsWith('/chunks/');
    const purpose = isChunk
      ? `part of the payment element (${path.slice('/chunks/'.length).replace(/-[^-]*\.js$/, '')}), loaded when it is needed`
      : 'the payment element <kasir-checkout>: shows the channels and how to pay, reports the status';
    return {
      path,
      integrity,
      bytes: encodings.identity.length,
      purpose,
      loadedBy: isChunk ? ENTRY : 'page',
    };
  });
  return { version, scripts };
}

const pageScripts: z.ZodType<PageScripts> = z.object({
  version: z.string(),
  scripts: z.array(
    z.object({ path: z.string(), integrity: z.string(), bytes: z.number(), purpose: z.string(), loadedBy: z.string() }),
  ),
});

/**
 * The inventory as the build has written it, which a file that was changed afterwards does not fit; of a folder without
 * one, made from its files.
 *
 * @param folder of the widget's build
 */
export async function loadPageScripts(folder: string, version: string): Promise<PageScripts> {
  const written = await readFile(join(folder, PAGE_SCRIPTS), 'utf8').catch(() => undefined);
  return written === undefined
    ? presentPageScripts(await loadWidgetAssets(folder, version))
    : pageScripts.parse(JSON.parse(written));
}
