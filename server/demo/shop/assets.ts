import { clientScript } from './client-script.ts';
import { adminStyles } from './styles/admin.ts';
import { baseStyles } from './styles/base.ts';
import { shopStyles } from './styles/shop.ts';

/** The files that the pages ask for. Held as text so that the demo is one module wherever it is run from. */
export const ASSETS: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  'shop.css': { type: 'text/css; charset=utf-8', body: baseStyles + shopStyles + adminStyles },
  'shop.js': { type: 'text/javascript; charset=utf-8', body: clientScript },
  'icon.svg': {
    type: 'image/svg+xml',
    body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="10" fill="#faf4e8"/><g fill="#8a4b1f"><ellipse cx="20" cy="11" rx="4.5" ry="6.5"/><ellipse cx="20" cy="29" rx="4.5" ry="6.5"/></g><g fill="#22335f"><ellipse cx="11" cy="20" rx="6.5" ry="4.5"/><ellipse cx="29" cy="20" rx="6.5" ry="4.5"/></g></svg>`,
  },
};
