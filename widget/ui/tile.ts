import { html, svg, type TemplateResult } from 'lit';
import { monogram, tint } from './monogram.ts';

/** A decorative sign before a channel's name: not a logo, and no request. */
export const tile = (code: string, label: string): TemplateResult => {
  const sign =
    code === 'card' ? svg`<path d="M13 9h18v12H13zM13 13.5h18" />` : svg`<text x="22" y="19">${monogram(label)}</text>`;
  return html`<svg class="tile" viewBox="0 0 44 30" aria-hidden="true" translate="no" data-tint=${tint(code)}>
    ${sign}
  </svg>`;
};
