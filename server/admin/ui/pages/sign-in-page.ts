import { html, nothing, type TemplateResult } from 'lit';
import { sessionView, type SessionView } from '../../wire/session.ts';
import { ApiProblem, send } from '../api/api.ts';
import { PageElement } from '../app/page-element.ts';
import { brandMark } from '../parts/icons.ts';

/** Name and secret. */
export class SignInPage extends PageElement {
  static override properties = { reason: { attribute: false } };
  /** Why it is shown again. */
  declare reason: string | undefined;
  onSignedIn: (session: SessionView) => void = () => undefined;
  #problem: string | undefined;
  #isBusy = false;

  override firstUpdated(): void {
    this.querySelector<HTMLInputElement>('#name')?.focus();
  }

  override render(): TemplateResult {
    return html`<main class="sign-in">
      <form novalidate @submit=${(event: SubmitEvent) => void this.#submit(event)}>
        <p class="brand">${brandMark}Kasir</p>
        <h1>Back office</h1>
        ${this.reason === undefined ? nothing : html`<p class="explain">${this.reason}</p>`}
        <div class="field">
          <label for="name">Name</label>
          <input
            id="name"
            name="name"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            maxlength="100"
            required
          />
        </div>
        <div class="field">
          <label for="secret">Secret</label>
          <input id="secret" name="secret" type="password" autocomplete="current-password" maxlength="1000" required />
        </div>
        <div role="alert">${this.#problem === undefined ? nothing : html`<p class="alert">${this.#problem}</p>`}</div>
        <button type="submit" class="primary" aria-disabled=${this.#isBusy ? 'true' : 'false'}>
          ${this.#isBusy ? 'One moment …' : 'Sign in'}
        </button>
      </form>
    </main>`;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.#isBusy) return;
    const valueOf = (id: string): string => this.querySelector<HTMLInputElement>(id)?.value ?? '';
    const [name, secret] = [valueOf('#name').trim(), valueOf('#secret')];
    if (name === '' || secret === '') {
      this.#problem = 'Type your name and your secret.';
      this.requestUpdate();
      this.querySelector<HTMLInputElement>(name === '' ? '#name' : '#secret')?.focus();
      return;
    }
    this.#isBusy = true;
    this.#problem = undefined;
    this.requestUpdate();
    try {
      this.onSignedIn(await send('/api/session', { name, secret }, sessionView));
    } catch (error) {
      this.#problem = error instanceof ApiProblem ? error.message : 'That did not work. Try again.';
    } finally {
      this.#isBusy = false;
      this.requestUpdate();
    }
  }
}

customElements.define('kasir-sign-in-page', SignInPage);
