import { html, type Html } from '../../platform/html.ts';

/** The head of a page of the documentation. */
export const pageHead = (title: string): Html =>
  html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title}</title>
    <link rel="stylesheet" href="docs.css" />
  </head>`;
