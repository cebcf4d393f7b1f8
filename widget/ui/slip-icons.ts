import { html, svg, type TemplateResult } from 'lit';

const icon = (content: TemplateResult<2>): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${content}</svg>`;

export const shareIcon = icon(
  svg`<circle cx="18" cy="5.5" r="2.5" /><circle cx="6" cy="12" r="2.5" /><circle cx="18" cy="18.5" r="2.5" /><path d="m8.2 10.8 7.6-4.2M8.2 13.2l7.6 4.2" />`,
);
export const saveIcon = icon(svg`<path d="M12 4v11m0 0 4-4m-4 4-4-4M5 20h14" />`);
export const printIcon = icon(
  svg`<path d="M7 8V4h10v4M7 17H5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M7 14h10v6H7z" />`,
);
export const calendarIcon = icon(
  svg`<rect x="4" y="5.5" width="16" height="15" rx="2" /><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4" />`,
);
