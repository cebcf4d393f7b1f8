import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { payoutDetail, type PayoutDetail } from '../../wire/payouts.ts';
import { read } from '../api/api.ts';
import { Loading } from '../api/loading.ts';
import { PageElement } from '../app/page-element.ts';
import { askFor } from '../dialogs/act-dialog.ts';
import type { ActPlan } from '../dialogs/act-plan.ts';
import { approvePlan, resolvePayoutPlan } from '../dialogs/payout-plans.ts';
import { redeliverPlan } from '../dialogs/redeliver-plan.ts';
import { badge } from '../parts/badge.ts';
import { code, facts } from '../parts/facts.ts';
import { backIcon } from '../parts/icons.ts';
import { moment } from '../parts/moment.ts';
import { pageHead } from '../parts/page-head.ts';
import { loadState } from '../parts/states.ts';
import { timeline } from '../parts/timeline.ts';
import { moneyText } from '../texts/format.ts';
import { PAYOUT_LABELS } from '../texts/labels.ts';

/** One payout: who made it, who has to approve it, and all that happened. */
export class PayoutPage extends PageElement {
  static override properties = { payoutId: { attribute: false } };
  declare payoutId: string;
  readonly #loading = new Loading<PayoutDetail>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('payoutId')) void this.#load();
  }

  #load(): Promise<void> {
    return this.#loading.load(() => read(`/api/payouts/${encodeURIComponent(this.payoutId)}`, payoutDetail));
  }

  async #ask(plan: ActPlan): Promise<void> {
    if (await askFor(plan)) await this.#load();
  }

  override render(): TemplateResult {
    const { value, isBusy } = this.#loading;
    return html`<p class="back"><a href="/payouts">${backIcon}Payouts</a></p>
      ${pageHead({
        title: value === undefined ? 'Payout' : `Payout ${value.reference}`,
        ...(value === undefined ? {} : { lead: `To ${value.accountName ?? 'an unreadable recipient'}` }),
        isBusy,
        reload: () => void this.#load(),
      })}
      ${loadState(this.#loading, () => void this.#load())} ${value === undefined ? nothing : this.#content(value)}`;
  }

  #content(payout: PayoutDetail): TemplateResult {
    const { approve, resolve } = payout.actions;
    return html`<div class="hero">
        <p class="amount">${moneyText(payout)}</p>
        ${badge(PAYOUT_LABELS[payout.status])}
        <div class="buttons">
          ${
            approve
              ? html`<button type="button" class="primary" @click=${() => void this.#ask(approvePlan(payout))}>
                  Approve
                </button>`
              : nothing
          }
        </div>
      </div>
      ${
        payout.status === 'awaiting_approval' && payout.isOwn
          ? html`<section class="decide">
              <p>You made this payout, so another operator or a payout key has to approve it.</p>
            </section>`
          : nothing
      }
      ${
        resolve.length === 0
          ? nothing
          : html`<section class="decide" aria-labelledby="decide-title">
              <h2 id="decide-title">Nobody knows whether it was paid out</h2>
              <p>The provider has not answered for an hour. Check its dashboard before you decide.</p>
              <div class="buttons">
                ${resolve.map(
                  (decision) =>
                    html`<button
                      type="button"
                      class="plain"
                      @click=${() => void this.#ask(resolvePayoutPlan(payout, decision))}
                    >
                      ${decision === 'succeeded' ? 'It was paid out' : 'It was not paid out'}
                    </button>`,
                )}
              </div>
            </section>`
      }
      <div class="columns">
        <section class="panel" aria-labelledby="timeline-title">
          <h2 id="timeline-title">Timeline</h2>
          ${timeline(payout.timeline, {
            labels: PAYOUT_LABELS,
            redeliver: (event) => void this.#ask(redeliverPlan(`/api/payouts/${payout.id}`, event)),
          })}
        </section>
        <div class="aside">
          <section class="panel" aria-labelledby="facts-title">
            <h2 id="facts-title">Facts</h2>
            ${facts([
              ['Bank', payout.bankCode],
              ['Account', payout.accountNumber ?? 'unreadable'],
              ['Description', payout.description ?? 'unreadable'],
              [
                'Fee',
                payout.fee === undefined ? undefined : moneyText({ amount: payout.fee, currency: payout.currency }),
              ],
              ['Fee paid by', payout.feeBearer === 'merchant' ? 'us' : 'the recipient'],
              ['Why it failed', payout.failure?.message],
              ['Made by', payout.isOwn ? `${payout.madeBy} (you)` : payout.madeBy],
              ['Approved by', payout.approvedBy],
              ['Made', moment(payout.createdAt)],
              ['Provider', payout.provider],
              ['Payout', code(payout.id)],
              ['Our reference there', code(payout.merchantReference)],
              ...Object.entries(payout.providerReferences).map(
                ([name, value]) => [`Provider: ${name}`, code(value)] as const,
              ),
            ])}
          </section>
        </div>
      </div>`;
  }
}

customElements.define('kasir-payout-page', PayoutPage);
