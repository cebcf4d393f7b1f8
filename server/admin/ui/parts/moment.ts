import { html, type TemplateResult } from 'lit';
import { ageText, exactText, momentText } from '../texts/format.ts';

/** A time; the exact one when it is pointed at. */
export const moment = (iso: string, text = momentText(iso)): TemplateResult =>
  html`<time datetime=${iso} title=${exactText(iso)}>${text}</time>`;

export const age = (iso: string): TemplateResult => moment(iso, ageText(iso));
