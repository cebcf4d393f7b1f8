import { html, type Html } from '../../../platform/html.ts';
import { page, type Visit } from '../layout.ts';

/** A page with a message and one link. */
export const messagePage = (
  visit: Visit,
  title: string,
  text: string,
  way: { readonly href: string; readonly label: string },
  detail?: string,
): Html =>
  page(
    visit,
    title,
    html`<section class="notice">
      <h1>${title}</h1>
      <p>${text}</p>
      ${detail !== undefined && html`<p class="hint">${detail}</p>`}
      <a class="button" href="${way.href}">${way.label}</a>
    </section>`,
  );
