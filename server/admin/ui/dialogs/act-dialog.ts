import { html, nothing, type TemplateResult } from 'lit';
import { ApiProblem } from '../api/api.ts';
import { announce } from '../app/announce.ts';
import { PageElement } from '../app/page-element.ts';
import type { ActPlan, Field, FieldValues } from './act-plan.ts';
import { fieldView } from './field-view.ts';

const NOTE: Field = {
  name: 'note',
  label: 'Why',
  hint: 'Kept in the history, with your name.',
  value: '',
  check: (value) => (value === '' ? 'Say why, in a few words.' : undefined),
};

/** Asks for the reason (and an amount), shows once more what will happen where money moves, and does it. */
export class ActDialog extends PageElement {
  static override properties = { plan: { attribute: false } };
  declare plan: ActPlan | undefined;
  /** Called once, when the dialog is closed. */
  onClose: (done: boolean) => void = () => undefined;

  #values: FieldValues = {};
  #errors: FieldValues = {};
  #step: 'fill' | 'confirm' = 'fill';
  #problem: string | undefined;
  #isBusy = false;
  #key = { for: '', value: '' };

  override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
    this.querySelector<HTMLElement>('input, select')?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { plan } = this;
    if (plan === undefined) return nothing;
    return html`<dialog
      aria-labelledby="act-title"
      ?data-wide=${(plan.fields?.length ?? 0) > 2 && this.#step === 'fill'}
      @close=${() => this.#closed()}
      @cancel=${(event: Event) => this.#keepWhileBusy(event)}
    >
      <form
        novalidate
        @submit=${(event: Event) => void this.#submit(event)}
        @input=${(event: Event) => this.#typed(event)}
      >
        <h2 id="act-title">${plan.title}</h2>
        ${this.#step === 'fill' ? this.#fillStep(plan) : this.#confirmStep(plan)}
        <div role="alert">${this.#problem === undefined ? nothing : html`<p class="alert">${this.#problem}</p>`}</div>
        ${this.#buttons(plan)}
      </form>
    </dialog>`;
  }

  #fillStep(plan: ActPlan): TemplateResult {
    return html`<p class="explain">${plan.explain}</p>
      ${this.#fields().map((field) => fieldView(field, this.#valueOf(field), this.#errors[field.name]))}`;
  }

  #confirmStep(plan: ActPlan): TemplateResult {
    const { headline, lines } = plan.confirm?.(this.#filled()) ?? { headline: '', lines: [] };
    return html`<div class="confirm" tabindex="-1">
      <p class="amount">${headline}</p>
      ${lines.map((line) => html`<p>${line}</p>`)}
      <p class="hint">“${this.#filled()['note']}”</p>
    </div>`;
  }

  #buttons(plan: ActPlan): TemplateResult {
    const isLast = this.#step === 'confirm' || plan.confirm === undefined;
    return html`<div class="buttons">
      <button type="button" class="plain" ?disabled=${this.#isBusy} @click=${() => this.#back()}>
        ${this.#step === 'confirm' ? 'Back' : 'Cancel'}
      </button>
      <button
        type="submit"
        class=${isLast && plan.isDanger === true ? 'danger' : 'primary'}
        aria-disabled=${this.#isBusy ? 'true' : 'false'}
      >
        ${this.#isBusy ? 'One moment …' : isLast ? this.#doText(plan) : 'Continue'}
      </button>
    </div>`;
  }

  /** The button that moves money names the amount. */
  #doText({ button, confirm }: ActPlan): string {
    return confirm === undefined ? button : `${button} ${confirm(this.#filled()).headline}`;
  }

  #fields(): readonly Field[] {
    return [...(this.plan?.fields ?? []), NOTE];
  }

  #valueOf({ name, value }: Field): string {
    return this.#values[name] ?? value;
  }

  #filled(): FieldValues {
    return Object.fromEntries(this.#fields().map((field) => [field.name, this.#valueOf(field).trim()]));
  }

  #typed({ target }: Event): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    this.#values = { ...this.#values, [target.name]: target.value };
    // A choice may change what another field means.
    if (target instanceof HTMLSelectElement) this.requestUpdate();
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const { plan } = this;
    if (plan === undefined || this.#isBusy) return;
    const values = this.#filled();
    this.#errors = Object.fromEntries(
      this.#fields().flatMap(({ name, check }) => {
        const error = check?.(values[name] ?? '', values);
        return error === undefined ? [] : [[name, error]];
      }),
    );
    this.#problem = undefined;
    if (Object.keys(this.#errors).length > 0) {
      this.#step = 'fill';
      await this.#show('[aria-invalid]');
    } else if (this.#step === 'fill' && plan.confirm !== undefined) {
      this.#step = 'confirm';
      await this.#show('.confirm');
    } else await this.#perform(plan, values);
  }

  async #perform(plan: ActPlan, values: FieldValues): Promise<void> {
    this.#isBusy = true;
    this.requestUpdate();
    try {
      const said = await plan.perform(values, this.#keyFor(values));
      this.dataset['done'] = '';
      this.querySelector('dialog')?.close();
      announce(said);
    } catch (error) {
      this.#problem = error instanceof ApiProblem ? error.message : 'That did not work. Try again.';
    } finally {
      this.#isBusy = false;
      this.requestUpdate();
    }
  }

  /** A repeat of the same has the same key, so that a lost answer leads to no second refund. */
  #keyFor(values: FieldValues): string {
    const text = JSON.stringify(values);
    if (this.#key.for !== text) this.#key = { for: text, value: crypto.randomUUID() };
    return this.#key.value;
  }

  async #show(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }

  #back(): void {
    if (this.#step === 'fill') return this.querySelector('dialog')?.close();
    this.#step = 'fill';
    this.#problem = undefined;
    void this.#show('input, select');
  }

  #keepWhileBusy(event: Event): void {
    if (this.#isBusy) event.preventDefault();
  }

  #closed(): void {
    this.onClose('done' in this.dataset);
    this.remove();
  }
}

customElements.define('kasir-act-dialog', ActDialog);

/** Opens the dialog. Resolves to whether it was done. */
export function askFor(plan: ActPlan): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = new ActDialog();
    dialog.plan = plan;
    dialog.onClose = resolve;
    document.body.append(dialog);
  });
}
