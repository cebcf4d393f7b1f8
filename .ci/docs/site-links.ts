import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { anchor } from './anchor.ts';
import type { Page } from './pages.ts';
import { headingsOf, type Section } from './read-section.ts';

/** Where the links of the documents lead to on the site. */
export interface SiteLinks {
  /**
   * The address of a link that stands in a document; `undefined` for a file that is not on the site.
   *
   * @throws {Error} for a file or a section that does not exist
   */
  resolve(href: string, document: string): string | undefined;
}

export interface ReadPage extends Page {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** The addresses of every heading: `server/README.md#storage` is `storage.html`. */
export function siteLinks(pages: readonly ReadPage[]): SiteLinks {
  const addresses = new Map<string, string>();
  for (const { name, sections } of pages)
    for (const [index, section] of sections.entries()) {
      const top = index === 0 ? `${name}.html` : `${name}.html#${anchor(section.heading)}`;
      addresses.set(`${section.path}#${anchor(section.heading)}`, top);
      if (!addresses.has(section.path)) addresses.set(section.path, top);
      for (const { text } of headingsOf(section))
        addresses.set(`${section.path}#${anchor(text)}`, `${name}.html#${anchor(text)}`);
    }
  return {
    resolve(href, document) {
      if (/^(https?|mailto):/.test(href)) return href;
      const [file = '', section] = href.split('#');
      const path = file === '' ? document : posix.join(posix.dirname(document), file);
      const found = addresses.get(section === undefined ? path : `${path}#${section}`);
      if (found === undefined && !existsSync(path))
        throw new Error(`${document} links to ${href}, which does not exist`);
      if (found === undefined && section !== undefined && addresses.has(path))
        throw new Error(`${document} links to ${href}: no page has that section`);
      return found;
    },
  };
}
