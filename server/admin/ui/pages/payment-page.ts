import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { paymentDetail, type PaymentDetail } from '../../wire/payments.ts';
import { read } from '../api/api.ts';
import { Loading } from '../api/loading.ts';
import { PageElement } from '../app/page-element.ts';
import { askFor } from '../dialogs/act-dialog.ts';
import type { ActPlan } from '../dialogs/act-plan.ts';
import { cancelPlan, capturePlan, inquirePlan, refundPlan, resolvePlan } from '../dialogs/payment-plans.ts';
import { redeliverPlan } from '../dialogs/redeliver-plan.ts';
import { badge } from '../parts/badge.ts';
import { code, facts } from '../parts/facts.ts';
import { backIcon } from '../parts/icons.ts';
import { age, moment } from '../parts/moment.ts';
import { pageHead } from '../parts/page-head.ts';
import { paymentTable, statusBadges } from '../parts/payment-table.ts';
import { loadState } from '../parts/states.ts';
import { timeline } from '../parts/timeline.ts';
import { momentText, moneyText } from '../texts/format.ts';
import { channelName, PAYMENT_LABELS, plainWords, REFUND_LABELS } from '../texts/labels.ts';
import { QUESTIONS_TEXT } from '../texts/questions.ts';

/** One payment: how it stands, what can be done, and all that happened. */
export class PaymentPage extends PageElement {
  static override properties = { paymentId: { attribute: false } };
  declare paymentId: string;
  readonly #loading = new Loading<PaymentDetail>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('paymentId')) void this.#load();
  }

  #load(): Promise<void> {
    return this.#loading.load(() => read(`/api/payments/${encodeURIComponent(this.paymentId)}`, paymentDetail));
  }

  async #ask(plan: ActPlan): Promise<void> {
    if (await askFor(plan)) await this.#load();
  }

  override render(): TemplateResult {
    const { value, isBusy } = this.#loading;
    return html`<p class="back"><a href="/payments">${backIcon}Payments</a></p>
      ${pageHead({
        title: value === undefined ? 'Payment' : `Order ${value.reference}`,
        ...(value === undefined ? {} : { lead: html`${channelName(value.channel)} at ${value.provider}` }),
        isBusy,
        reload: () => void this.#load(),
      })}
      ${loadState(this.#loading, () => void this.#load())} ${value === undefined ? nothing : this.#content(value)}`;
  }

  #content(payment: PaymentDetail): TemplateResult {
    return html`<div class="hero">
        <p class="amount">${moneyText(payment)}</p>
        ${statusBadges(payment)} ${this.#buttons(payment)}
      </div>
      ${this.#question(payment)}
      <div class="columns">
        <section class="panel" aria-labelledby="timeline-title">
          <h2 id="timeline-title">Timeline</h2>
          ${payment.isCut ? html`<p class="muted">The newest 100 entries of the history.</p>` : nothing}
          ${timeline(payment.timeline, {
            labels: PAYMENT_LABELS,
            redeliver: (event) => void this.#ask(redeliverPlan(`/api/payments/${payment.id}`, event)),
          })}
          <p class="muted">${inquiriesText(payment)}</p>
        </section>
        <div class="aside">${factsPanel(payment)} ${refundsPanel(payment)} ${othersPanel(payment)}</div>
      </div>`;
  }

  #buttons(payment: PaymentDetail): TemplateResult {
    const { inquire, capture, refund, cancel } = payment.actions;
    const button = (text: string, kind: string, plan: () => ActPlan): TemplateResult =>
      html`<button type="button" class=${kind} @click=${() => void this.#ask(plan())}>${text}</button>`;
    return html`<div class="buttons">
      ${capture === undefined ? nothing : button('Capture', 'primary', () => capturePlan(payment, capture))}
      ${refund === undefined ? nothing : button('Refund', 'plain risky', () => refundPlan(payment, refund))}
      ${
        cancel
          ? button(payment.status === 'authorized' ? 'Void' : 'Cancel', 'plain risky', () => cancelPlan(payment))
          : nothing
      }
      ${inquire ? button('Ask provider', 'plain', () => inquirePlan(payment)) : nothing}
    </div>`;
  }

  #question(payment: PaymentDetail): TemplateResult | typeof nothing {
    const { resolve } = payment.actions;
    if (resolve === undefined) return nothing;
    const { question, since, decisions, notBefore, refundAmount } = resolve;
    const text = QUESTIONS_TEXT[question];
    return html`<section class="decide" aria-labelledby="decide-title">
      <h2 id="decide-title">${text.title}</h2>
      <p>${text.explain(payment)}</p>
      ${
        notBefore === undefined
          ? html`<p class="wait">waiting for ${age(since)}</p>`
          : html`<p>The provider is still being asked. You can decide from ${momentText(notBefore)} on.</p>`
      }
      <div class="options">
        ${decisions.map((decision) => {
          const option = text.decisions[decision];
          if (option === undefined) return nothing;
          return html`<div>
            <button
              type="button"
              class=${option.isDanger === true ? 'plain risky' : 'plain'}
              @click=${() => void this.#ask(resolvePlan(payment, question, decision, refundAmount))}
            >
              ${option.button}
            </button>
            <p class="hint">${option.effect}</p>
          </div>`;
        })}
      </div>
    </section>`;
  }
}

const inquiriesText = ({ inquiries: { count, lastAt } }: PaymentDetail): string =>
  count === 0
    ? 'The provider has not been asked about it yet.'
    : `Asked ${count} ${count === 1 ? 'time' : 'times'} in all${lastAt === undefined ? '' : `, last ${momentText(lastAt)}`}. Answers that said nothing new have no entry.`;

function factsPanel(payment: PaymentDetail): TemplateResult {
  const { currency, failure } = payment;
  const sum = (amount: number): string | undefined => (amount === 0 ? undefined : moneyText({ amount, currency }));
  return html`<section class="panel" aria-labelledby="facts-title">
    <h2 id="facts-title">Facts</h2>
    ${facts([
      ['Received', sum(payment.receivedAmount)],
      ['Refunded', sum(payment.refundedAmount)],
      [
        'Why it failed',
        failure &&
          html`${failure.message} ${failure.reason ?? ''}
          ${failure.providerCode === undefined ? nothing : html`<code>${failure.providerCode}</code>`}`,
      ],
      ['Started', moment(payment.createdAt)],
      ['Last change', moment(payment.updatedAt)],
      ['Can be paid until', moment(payment.expiresAt)],
      ['Order is', plainWords(payment.checkoutStatus)],
      ['Payment', code(payment.id)],
      ['Checkout', code(payment.checkoutId)],
      ['Our reference there', code(payment.merchantReference)],
      ...Object.entries(payment.providerReferences).map(([name, value]) => [`Provider: ${name}`, code(value)] as const),
    ])}
  </section>`;
}

const refundsPanel = ({ refunds }: PaymentDetail): TemplateResult | typeof nothing =>
  refunds.length === 0
    ? nothing
    : html`<section class="panel" aria-labelledby="refunds-title">
        <h2 id="refunds-title">Refunds</h2>
        <ul class="plain-list">
          ${refunds.map(
            (refund) =>
              html`<li>
                <strong>${moneyText(refund)}</strong> ${badge(REFUND_LABELS[refund.status])}
                <p class="muted">
                  ${moment(refund.createdAt)}${refund.origin === 'provider' ? ', made at the provider' : ''}<br />${code(
                    refund.id,
                  )}
                </p>
              </li>`,
          )}
        </ul>
      </section>`;

const othersPanel = ({ others }: PaymentDetail): TemplateResult | typeof nothing =>
  others.length === 0
    ? nothing
    : html`<section class="panel others" aria-labelledby="others-title">
        <h2 id="others-title">Other payments of this order</h2>
        ${paymentTable(others, 'Other payments of this order')}
      </section>`;

customElements.define('kasir-payment-page', PaymentPage);
