import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { PAYOUT_STATUSES } from '../../../../shared/payment-status.ts';
import { payoutList, payoutOptions, type PayoutList, type PayoutOptions } from '../../wire/payouts.ts';
import { read } from '../api/api.ts';
import { Loading } from '../api/loading.ts';
import { PageElement } from '../app/page-element.ts';
import { goTo } from '../app/route.ts';
import { askFor } from '../dialogs/act-dialog.ts';
import { makePayoutPlan } from '../dialogs/payout-plans.ts';
import { badge } from '../parts/badge.ts';
import { filterSelect } from '../parts/filter-select.ts';
import { plusIcon } from '../parts/icons.ts';
import { moment } from '../parts/moment.ts';
import { pageHead } from '../parts/page-head.ts';
import { emptyState, loadState } from '../parts/states.ts';
import { moneyText } from '../texts/format.ts';
import { PAYOUT_LABELS } from '../texts/labels.ts';

interface Shown {
  readonly list: PayoutList;
  readonly options: PayoutOptions;
}

/** Payouts, and the form for a new one. */
export class PayoutsPage extends PageElement {
  static override properties = { query: { attribute: false } };
  declare query: URLSearchParams;
  readonly #loading = new Loading<Shown>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('query')) void this.#load();
  }

  #load(): Promise<void> {
    const query = this.query.toString();
    return this.#loading.load(async () => {
      const [list, options] = await Promise.all([
        read(`/api/payouts${query === '' ? '' : `?${query}`}`, payoutList),
        read('/api/payout-options', payoutOptions),
      ]);
      return { list, options };
    });
  }

  override render(): TemplateResult {
    const { value, isBusy } = this.#loading;
    const canMake = value !== undefined && value.options.currencies.length > 0;
    return html`${pageHead({
      title: 'Payouts',
      lead: 'An operator approves only what somebody else made.',
      isBusy,
      reload: () => void this.#load(),
      more: canMake
        ? html`<button type="button" class="primary" @click=${() => void this.#make(value.options)}>
            ${plusIcon}New payout
          </button>`
        : nothing,
    })}
    ${this.#filter()} ${loadState(this.#loading, () => void this.#load())}
    ${value === undefined ? nothing : this.#list(value)}`;
  }

  #filter(): TemplateResult {
    return html`<form class="filters" aria-label="Filters" @change=${(event: Event) => filtered(event)}>
      ${filterSelect({
        name: 'status',
        label: 'Status',
        value: this.query.get('status') ?? '',
        options: [
          ['', 'Any status'],
          ...PAYOUT_STATUSES.map((status) => [status, PAYOUT_LABELS[status].text] as const),
        ],
      })}
    </form>`;
  }

  #list({ list: { data, nextCursor }, options }: Shown): TemplateResult {
    if (data.length === 0)
      return options.currencies.length === 0
        ? emptyState('No payouts', 'None of the configured providers pays out.')
        : emptyState('No payouts', 'None were made, or none has this status.');
    return html`<table class="list" role="table">
        <caption class="unseen">
          Payouts, newest first
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Reference</th>
            <th role="columnheader" scope="col">Made</th>
            <th role="columnheader" scope="col">Recipient</th>
            <th role="columnheader" scope="col">Made by</th>
            <th role="columnheader" scope="col">Status</th>
            <th role="columnheader" scope="col" class="number">Amount</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${data.map(
            (row) =>
              html`<tr role="row">
                <th role="rowheader" scope="row" class="main"><a href="/payouts/${row.id}">${row.reference}</a></th>
                <td role="cell" class="when">${moment(row.createdAt)}</td>
                <td role="cell" class="channel">${row.accountName ?? 'unreadable'}, ${row.bankCode}</td>
                <td role="cell" class="provider">${row.isOwn ? 'you' : row.madeBy}</td>
                <td role="cell" class="status">${badge(PAYOUT_LABELS[row.status])}</td>
                <td role="cell" class="number amount">${moneyText(row)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <nav class="pages" aria-label="Pages">
        ${this.query.has('cursor') ? html`<a class="plain button" href="/payouts">Newest</a>` : nothing}
        ${
          nextCursor === null
            ? nothing
            : html`<a class="plain button" href="/payouts?${nextPage(this.query, nextCursor)}">Older</a>`
        }
      </nav>`;
  }

  async #make(options: PayoutOptions): Promise<void> {
    let made = '';
    const plan = makePayoutPlan(options, (id) => {
      made = id;
    });
    if (await askFor(plan)) goTo(`/payouts/${made}`);
  }
}

function nextPage(query: URLSearchParams, cursor: string): string {
  const next = new URLSearchParams(query);
  next.set('cursor', cursor);
  return next.toString();
}

function filtered({ target }: Event): void {
  if (!(target instanceof HTMLSelectElement)) return;
  goTo(target.value === '' ? '/payouts' : `/payouts?${new URLSearchParams({ status: target.value }).toString()}`);
}

customElements.define('kasir-payouts-page', PayoutsPage);
