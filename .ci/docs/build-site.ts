import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { docsPage } from '../../server/http/docs/page.ts';
import { DOCS_STYLE } from '../../server/http/docs/style.ts';
import { openApiDocument } from '../../server/http/openapi/document.ts';
import { VERSION } from '../../server/http/version.ts';
import { documentationPages } from './pages.ts';
import { readSection } from './read-section.ts';
import { renderSections } from './render-sections.ts';
import { siteLinks, type ReadPage } from './site-links.ts';
import { sitePage } from './site-page.ts';

/** The address of the server in all examples. */
const EXAMPLE = 'https://pay.shop.example';

/**
 * Writes the documentation as plain files that need no server: the pages, the API reference, the style and the pictures.
 *
 * @throws {Error} for a link that leads nowhere, and for a section that does not exist
 */
export function buildSite(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pages = documentationPages().map((page): ReadPage => {
    const sections = page.from.map(readSection);
    return { ...page, sections, title: page.title ?? sections[0]?.heading ?? page.name };
  });
  const links = siteLinks(pages);
  const images = new Set<string>();
  for (const page of pages) {
    const body = renderSections(page.sections, links, (path) => images.add(path));
    writeFileSync(join(folder, `${page.name}.html`), sitePage(page, body, pages, VERSION));
  }
  for (const path of images) cpSync(path, join(folder, basename(path)));
  writeFileSync(join(folder, 'api.html'), docsPage(VERSION, 'index.html'));
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiDocument(EXAMPLE, VERSION), null, 2));
  writeFileSync(join(folder, 'docs.css'), DOCS_STYLE + readFileSync('.ci/docs/site.css', 'utf8'));
}
