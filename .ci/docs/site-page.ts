import { pageHead } from '../../server/http/docs/page-head.ts';
import { html, Html } from '../../server/platform/html.ts';
import type { ReadPage } from './site-links.ts';

/** One page of the site, without scripts. */
export function sitePage(page: ReadPage, body: string, pages: readonly ReadPage[], version: string): string {
  const groups = [...new Set(pages.map(({ group }) => group))];
  const entry = ({ name, title }: ReadPage): Html =>
    html`<li><a href="${name}.html" ${name === page.name ? new Html('aria-current="page"') : ''}>${title}</a></li>`;
  const at = pages.indexOf(page);
  const [before, after] = [pages[at - 1], pages[at + 1]];
  return html`<!doctype html>
    <html lang="en">
      ${pageHead(`${page.title} – Kasir`)}
      <body>
        <header>
          <p class="site"><a href="index.html">Kasir</a> ${version}</p>
          <h1>${page.title}</h1>
          <p class="to-pages"><a href="#pages">All pages</a></p>
        </header>
        <main class="prose">
          ${new Html(body)}
          <footer>
            ${before && html`<a rel="prev" href="${before.name}.html">← ${before.title}</a>`}
            ${after && html`<a rel="next" href="${after.name}.html">${after.title} →</a>`}
          </footer>
        </main>
        <nav id="pages" aria-label="Pages">
          <ul>
            ${groups.map(
              (group) =>
                html`<li>
                  <span class="quiet">${group}</span>
                  <ul>
                    ${pages.filter((each) => each.group === group).map(entry)}
                  </ul>
                </li>`,
            )}
            <li><a href="api.html">API reference</a></li>
          </ul>
        </nav>
      </body>
    </html> `.text;
}
