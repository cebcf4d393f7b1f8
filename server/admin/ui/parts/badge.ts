import { html, type TemplateResult } from 'lit';
import type { Label } from '../texts/labels.ts';

/** A status in words; the colour only helps. */
export const badge = ({ text, tone }: Label): TemplateResult =>
  html`<span class="badge" data-tone=${tone}>${text}</span>`;
