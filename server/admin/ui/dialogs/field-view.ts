import { html, nothing, type TemplateResult } from 'lit';
import type { Field } from './act-plan.ts';

/** One field with its label, hint and error. `value`: what has been typed so far. */
export function fieldView(
  { name, label, hint, options, inputMode = 'text' }: Field,
  value: string,
  error: string | undefined,
): TemplateResult {
  const id = `field-${name}`;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const control =
    options === undefined
      ? html`<input
          id=${id}
          name=${name}
          .value=${value}
          inputmode=${inputMode}
          autocomplete="off"
          maxlength="255"
          aria-describedby=${describedBy || nothing}
          aria-invalid=${error === undefined ? nothing : 'true'}
        />`
      : html`<select id=${id} name=${name} aria-describedby=${describedBy || nothing}>
          ${options.map(
            (option) =>
              html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
          )}
        </select>`;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control} ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${error === undefined ? nothing : html`<p class="fault" id="${id}-error">${error}</p>`}
  </div>`;
}
