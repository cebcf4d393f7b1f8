import { html, svg, type TemplateResult } from 'lit';

const icon = (content: TemplateResult<2>): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${content}</svg>`;

export const copyIcon = icon(
  svg`<rect x="9" y="9" width="11" height="11" rx="2" /><path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3" />`,
);
export const checkIcon = icon(svg`<path class="draw" d="m5 12.5 4.5 4.5L19 7.5" />`);
export const clockIcon = icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.5V12l3 2" />`);
export const crossIcon = icon(svg`<path d="M7 7l10 10M17 7 7 17" />`);
export const phoneIcon = icon(svg`<rect x="7" y="3" width="10" height="18" rx="2.5" /><path d="M11 18h2" />`);
export const outIcon = icon(
  svg`<path d="M14 5h5v5M19 5l-8 8M18 14v4a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2h4" />`,
);
export const cardIcon = icon(svg`<rect x="3" y="6" width="18" height="12" rx="2" /><path d="M3 10h18" />`);
export const infoIcon = icon(svg`<circle cx="12" cy="12" r="9" /><path d="M12 11v5M12 8v.01" />`);
