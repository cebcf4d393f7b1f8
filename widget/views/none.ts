import { html } from 'lit';
import type { InstructionView } from './view.ts';

export const view: InstructionView<'none'> = {
  heading: (_, { t }) => t.processingHeading,
  body: (_, { t }) => html`<p class="lead">${t.checkingText}</p>`,
};
