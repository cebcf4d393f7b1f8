import { html, type Html } from '../../platform/html.ts';
import { formatMoney, type Currency } from '../../../shared/money.ts';

/* What the pages of every simulator share: prices, and headers that allow no script at all. */

export interface HtmlPage {
  readonly title: string;
  /** Absolute path or address of the stylesheet, of the page's own origin. */
  readonly stylesheet: string;
  readonly body: Html;
  readonly language?: string;
  readonly status?: number;
}

/**
 * No script, no frame, nothing from elsewhere. `form-action` has to allow other origins: browsers apply it to the
 * redirect that answers a form too, and ours lead back to the shop.
 */
const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' https: http:";

export const pageResponse = ({ title, stylesheet, body, language = 'en', status = 200 }: HtmlPage): Response =>
  new Response(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="${stylesheet}" />
        </head>
        <body>
          ${body}
        </body>
      </html> `.text,
    {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `${POLICY}; img-src data:`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    },
  );

export const styleResponse = (css: string): Response =>
  new Response(css, { headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' } });

/** After a form: go and look, so that reloading never sends it again. */
export const seeOther = (location: string): Response =>
  new Response(null, {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });

const LOCALES: Readonly<Record<Currency, string>> = {
  IDR: 'id-ID',
  PHP: 'en-PH',
  THB: 'th-TH',
  VND: 'vi-VN',
  MYR: 'ms-MY',
  SGD: 'en-SG',
};

/** As the country of the currency writes it: `Rp 150.000`. */
export const priceText = (amount: number, currency: Currency): string =>
  formatMoney({ amount, currency }, LOCALES[currency]);
