import { posix } from 'node:path';
import { Marked } from 'marked';
import { escapeHtml } from '../../server/platform/html.ts';
import { anchor } from './anchor.ts';
import type { Section } from './read-section.ts';
import { headingsOf } from './read-section.ts';
import type { SiteLinks } from './site-links.ts';

/** Headings of a page's own sections begin with this depth, below the page's title. */
const FIRST_DEPTH = 2;

/**
 * The sections of one page as HTML. A page of one section has its title instead of the section's heading.
 *
 * @param onImage called with the path of each picture, which is to lie beside the page
 */
export function renderSections(
  sections: readonly Section[],
  links: SiteLinks,
  onImage: (path: string) => void,
): string {
  return sections.map((section) => render(section, sections.length > 1, links, onImage)).join('\n');
}

function render(section: Section, isOneOfMany: boolean, links: SiteLinks, onImage: (path: string) => void): string {
  const highest = Math.min(...headingsOf(section).map(({ depth }) => depth));
  const lower = FIRST_DEPTH + (isOneOfMany ? 1 : 0) - highest;
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const level = Math.min(6, depth + lower);
        return `<h${level} id="${anchor(text)}">${this.parser.parseInline(tokens)}</h${level}>\n`;
      },
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        const address = links.resolve(href, section.path);
        return address === undefined ? text : `<a href="${escapeHtml(address)}">${text}</a>`;
      },
      image({ href, text }) {
        const path = posix.join(posix.dirname(section.path), href);
        onImage(path);
        return `<img src="${escapeHtml(posix.basename(path))}" alt="${escapeHtml(text)}">`;
      },
      code: ({ text }) => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`,
      table({ header, rows }) {
        const head = header.map(({ tokens }) => `<th scope="col">${this.parser.parseInline(tokens)}</th>`);
        // On a phone the head is not shown, and each cell says what it is.
        const body = rows.map((cells) =>
          cells.map(
            ({ tokens }, at) =>
              `<td data-label="${escapeHtml(header[at]?.text ?? '')}">${this.parser.parseInline(tokens)}</td>`,
          ),
        );
        return `<div class="scroll"><table><thead><tr>${head.join('')}</tr></thead>
<tbody>${body.map((cells) => `<tr>${cells.join('')}</tr>`).join('\n')}</tbody></table></div>\n`;
      },
    },
  });
  const heading = isOneOfMany
    ? `<h${FIRST_DEPTH} id="${anchor(section.heading)}">${escapeHtml(section.heading)}</h${FIRST_DEPTH}>\n`
    : '';
  return heading + marked.parser([...section.tokens]);
}
