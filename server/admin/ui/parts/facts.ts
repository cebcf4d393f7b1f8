import { html, nothing, type TemplateResult } from 'lit';

export type Fact = readonly [name: string, value: TemplateResult | string | undefined];

/** Names and values; those without a value are left out. */
export const facts = (list: readonly Fact[]): TemplateResult =>
  html`<dl class="facts">
    ${list.map(([name, value]) =>
      value === undefined
        ? nothing
        : html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
  </dl>`;

/** Something to be copied: an id or a reference. */
export const code = (text: string): TemplateResult => html`<code>${text}</code>`;
