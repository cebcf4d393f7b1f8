import type { Html } from '../../../simulator-html.ts';
import { html, pageResponse } from '../../../simulator-html.ts';
import type { World } from '../world.ts';

/** `BRI_DIRECT_DEBIT` → `BRI Direct Debit`, `DANA` → `DANA`. */
export const brandText = (code: string): string =>
  code
    .split('_')
    .map((word, i) => (i === 0 || word.length <= 3 ? word : word.charAt(0) + word.slice(1).toLowerCase()))
    .join(' ');

export const providerPage = (world: World, title: string, content: Html, status = 200): Response =>
  pageResponse({
    title,
    stylesheet: `${world.options.baseUrl}/style.css`,
    status,
    body: html`<header class="test">Simulated page. No real money moves here.</header>
      <main>${content}</main>`,
  });

/** The end of the way when the merchant gave no address to go back to, or nothing can be done any more. */
export const closedPage = (world: World, title: string, message: string, back?: string): Response =>
  providerPage(
    world,
    title,
    html`<h1>${title}</h1>
      <p class="soft">${message}</p>
      ${back === undefined ? '' : html`<a class="button plain" href="${back}">Back to the shop</a>`}`,
  );
