/** The least that a list of payment methods on lit can be, with a picture for each logo, as most widgets have them. */
import { html, LitElement, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { amountText, type Method, type Methods } from '../opening/methods.ts';
import { LIST_CSS } from '../opening/list-css.ts';

class LitList extends LitElement {
  static override properties = { methods: { state: true }, chosen: { state: true } };
  static override styles = unsafeCSS(LIST_CSS);
  declare methods: Methods | undefined;
  private amount = '';
  declare chosen: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    const methods = (await (await fetch('/methods')).json()) as Methods;
    this.amount = amountText(methods.amount);
    this.methods = methods;
  }

  protected override render(): readonly TemplateResult[] | typeof nothing {
    const { methods } = this;
    if (!methods) return nothing;
    return methods.groups.map(
      (group) =>
        html`<fieldset>
          <legend>${group.label}</legend>
          ${group.methods.map((method) => this.row(method))}
        </fieldset>`,
    );
  }

  private row({ code, name }: Method): TemplateResult {
    const choose = () => {
      this.chosen = code;
    };
    return html`<label
        ><input type="radio" name="method" .value=${code} @change=${choose} /><img
          src="/logos/${code}.svg"
          alt=""
          width="40"
          height="26"
        /><span>${name}</span></label
      >${this.chosen === code ? html`<div class="panel"><button type="button">${this.amount}</button></div>` : nothing}`;
  }
}
customElements.define('bench-list', LitList);
