import { svg, type TemplateResult, html } from 'lit';

const icon = (content: TemplateResult<2>): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${content}</svg>`;

export const lockIcon = icon(
  svg`<rect x="5" y="11" width="14" height="9" rx="2" /><path d="M8 11V8a4 4 0 0 1 8 0v3" />`,
);
export const searchIcon = icon(svg`<circle cx="11" cy="11" r="6" /><path d="m20 20-4.5-4.5" />`);
