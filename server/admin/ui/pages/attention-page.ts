import { html, nothing, type TemplateResult } from 'lit';
import { attentionView, type AttentionView } from '../../wire/overview.ts';
import type { Decision, PaymentRow, Question } from '../../wire/payments.ts';
import { read } from '../api/api.ts';
import { Loading } from '../api/loading.ts';
import { PageElement } from '../app/page-element.ts';
import { askFor } from '../dialogs/act-dialog.ts';
import type { ActPlan } from '../dialogs/act-plan.ts';
import { resolvePlan } from '../dialogs/payment-plans.ts';
import { approvePlan } from '../dialogs/payout-plans.ts';
import { age } from '../parts/moment.ts';
import { pageHead } from '../parts/page-head.ts';
import { emptyState, loadState } from '../parts/states.ts';
import { moneyText } from '../texts/format.ts';
import { channelName } from '../texts/labels.ts';
import { QUESTIONS_TEXT } from '../texts/questions.ts';

/** What waits for a person, with the buttons that end it. */
export class AttentionPage extends PageElement {
  readonly #loading = new Loading<AttentionView>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  #load(): Promise<void> {
    return this.#loading.load(() => read('/api/attention', attentionView));
  }

  async #ask(plan: ActPlan): Promise<void> {
    if (await askFor(plan)) await this.#load();
  }

  override render(): TemplateResult {
    const { value, isBusy } = this.#loading;
    return html`${pageHead({
      title: 'Needs a person',
      lead: 'What no rule can decide, the longest wait first.',
      isBusy,
      reload: () => void this.#load(),
    })}
    ${loadState(this.#loading, () => void this.#load())} ${value === undefined ? nothing : this.#content(value)}`;
  }

  #content({ payments, payouts }: AttentionView): TemplateResult {
    if (payments.length + payouts.length === 0)
      return emptyState('Nothing waits for you', 'Reviews, unknown outcomes and payouts to approve appear here.');
    return html`${section(
      'Payments',
      payments.map((item) => this.#payment(item)),
    )}
    ${section(
      'Payouts',
      payouts.map((item) => this.#payout(item)),
    )}`;
  }

  #payment({ question, since, payment, refundAmount, refund }: AttentionView['payments'][number]): TemplateResult {
    const { title, explain, decisions } = QUESTIONS_TEXT[question];
    return html`<li class="card">
      <div class="card-head">
        <h3>${title}</h3>
        <p class="wait">waiting for ${age(since)}</p>
      </div>
      <p class="sum">${moneyText(refund ?? { ...payment, amount: amountAsked(payment, question) })}</p>
      <p class="about">
        Order <a href="/payments/${payment.id}">${payment.reference || payment.id}</a>, ${channelName(payment.channel)}
        at ${payment.provider}
      </p>
      <p>${explain(payment)}</p>
      <div class="buttons">
        ${(Object.entries(decisions) as [Decision, { button: string; isDanger?: boolean }][]).map(
          ([decision, { button, isDanger }]) =>
            html`<button
              type="button"
              class=${isDanger === true ? 'plain risky' : 'plain'}
              aria-label="${button}: order ${payment.reference}"
              @click=${() => void this.#ask(resolvePlan(payment, question, decision, refundAmount))}
            >
              ${button}
            </button>`,
        )}
      </div>
    </li>`;
  }

  #payout({ question, since, payout }: AttentionView['payouts'][number]): TemplateResult {
    const isApproval = question === 'approval';
    return html`<li class="card">
      <div class="card-head">
        <h3>${isApproval ? 'Payout to approve' : 'Nobody knows whether it was paid out'}</h3>
        <p class="wait">waiting for ${age(since)}</p>
      </div>
      <p class="sum">${moneyText(payout)}</p>
      <p class="about">
        <a href="/payouts/${payout.id}">${payout.reference}</a> to ${payout.accountName ?? 'an unreadable recipient'},
        ${payout.bankCode}
      </p>
      <p>
        ${payout.isOwn ? (isApproval ? 'You made it, so somebody else has to approve it.' : 'You made it.') : `Made by ${payout.madeBy}.`}
        ${isApproval ? nothing : 'The provider has not answered for an hour. Check its dashboard before you decide.'}
      </p>
      <div class="buttons">
        ${
          isApproval && !payout.isOwn
            ? html`<button
                type="button"
                class="primary"
                aria-label="Approve: ${payout.reference}"
                @click=${() => void this.#ask(approvePlan(payout))}
              >
                Approve
              </button>`
            : html`<a class="plain button" href="/payouts/${payout.id}" aria-label="Open ${payout.reference}">Open</a>`
        }
      </div>
    </li>`;
  }
}

/** Where the question is about the money that came, that is what counts. */
const amountAsked = ({ amount, receivedAmount }: PaymentRow, question: Question): number =>
  question === 'amount_differs' || question === 'paid_late' ? receivedAmount : amount;

const section = (title: string, cards: readonly TemplateResult[]): TemplateResult | typeof nothing =>
  cards.length === 0
    ? nothing
    : html`<section>
        <h2>${title} <span class="count">${cards.length}</span></h2>
        <ul class="cards">
          ${cards}
        </ul>
      </section>`;

customElements.define('kasir-attention-page', AttentionPage);
