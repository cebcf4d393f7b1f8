import { html, type TemplateResult } from 'lit';

export interface FilterSelect {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
}

/** One filter of a list. The empty value is none. */
export const filterSelect = ({ name, label, value, options }: FilterSelect): TemplateResult =>
  html`<label class="filter">
    <span class="unseen">${label}</span>
    <select name=${name} ?data-set=${value !== ''}>
      ${options.map(([each, text]) => html`<option value=${each} ?selected=${each === value}>${text}</option>`)}
    </select>
  </label>`;
