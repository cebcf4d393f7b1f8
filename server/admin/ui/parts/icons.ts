import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const attentionIcon = icon(svg`<path d="M12 8.5v4.5M12 16.5v.01" /><circle cx="12" cy="12" r="9" />`);
export const paymentsIcon = icon(
  svg`<rect x="3" y="6" width="18" height="12.5" rx="2.5" /><path d="M3 10.5h18M7 15h4" />`,
);
export const payoutsIcon = icon(svg`<path d="M12 15V4m0 0L8 8m4-4 4 4M4.5 14v4a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-4" />`);
export const insightsIcon = icon(svg`<path d="M4.5 20V11M10 20V4M15.5 20v-6M20 20H3.5" />`);
export const searchIcon = icon(svg`<circle cx="11" cy="11" r="6" /><path d="m20 20-4.5-4.5" />`);
export const refreshIcon = icon(svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.4M20 4v5.4h-5.4" />`);
export const backIcon = icon(svg`<path d="M14.5 6 8.5 12l6 6" />`);
export const doneIcon = icon(svg`<circle cx="12" cy="12" r="9" /><path d="m8 12.3 2.7 2.7L16 9.5" />`);
export const outIcon = icon(
  svg`<path d="M14 5H7a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h7M11 12h9m0 0-3.5-3.5M20 12l-3.5 3.5" />`,
);
export const plusIcon = icon(svg`<path d="M12 5v14M5 12h14" />`);
export const personIcon = icon(
  svg`<circle cx="12" cy="8.5" r="3.7" /><path d="M5 20c.8-3.6 3.5-5.5 7-5.5s6.200 1.900 7 5.500" />`,
);

/** The mark of Kasir. */
export const brandMark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="9"></rect>
  <path d="M11 8v16M21 8l-9 8 9 8"></path>
</svg>`;
