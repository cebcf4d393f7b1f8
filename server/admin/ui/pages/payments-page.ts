import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { CHANNEL_CODES } from '../../../../shared/channel.ts';
import { PAYMENT_STATUSES } from '../../../../shared/payment-status.ts';
import { paymentList, type PaymentList } from '../../wire/payments.ts';
import { read } from '../api/api.ts';
import { Loading } from '../api/loading.ts';
import { PageElement } from '../app/page-element.ts';
import { goTo } from '../app/route.ts';
import { filterSelect } from '../parts/filter-select.ts';
import { searchIcon } from '../parts/icons.ts';
import { pageHead } from '../parts/page-head.ts';
import { paymentTable } from '../parts/payment-table.ts';
import { emptyState, loadState } from '../parts/states.ts';
import { channelName, PAYMENT_LABELS } from '../texts/labels.ts';

const FILTERS = ['status', 'channel', 'provider', 'period', 'review'] as const;

/** Payments by filters, or by whatever reference somebody has at hand. The address says which. */
export class PaymentsPage extends PageElement {
  static override properties = { query: { attribute: false } };
  declare query: URLSearchParams;
  readonly #loading = new Loading<PaymentList>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('query')) void this.#load();
  }

  #load(): Promise<void> {
    const query = this.query.toString();
    return this.#loading.load(() => read(`/api/payments${query === '' ? '' : `?${query}`}`, paymentList));
  }

  override render(): TemplateResult {
    const { value, isBusy } = this.#loading;
    return html`${pageHead({ title: 'Payments', isBusy, reload: () => void this.#load() })} ${this.#search()}
    ${this.#filters(value?.providers ?? [])} ${loadState(this.#loading, () => void this.#load())}
    ${value === undefined ? nothing : this.#list(value)}`;
  }

  #search(): TemplateResult {
    return html`<form class="search" role="search" @submit=${(event: SubmitEvent) => this.#searched(event)}>
      <label for="q" class="unseen">Id or reference</label>
      ${searchIcon}
      <input
        id="q"
        name="q"
        type="search"
        autocomplete="off"
        spellcheck="false"
        maxlength="255"
        placeholder="Order, payment id or provider reference"
        .value=${this.query.get('q') ?? ''}
      />
      <button type="submit" class="primary">Search</button>
    </form>`;
  }

  #filters(providers: readonly string[]): TemplateResult | typeof nothing {
    if (this.query.has('q')) return nothing;
    const select = (name: (typeof FILTERS)[number], label: string, options: readonly (readonly [string, string])[]) =>
      filterSelect({ name, label, options, value: this.query.get(name) ?? '' });
    return html`<form class="filters" aria-label="Filters" @change=${(event: Event) => this.#filtered(event)}>
      ${select('status', 'Status', [
        ['', 'Any status'],
        ...PAYMENT_STATUSES.map((status) => [status, PAYMENT_LABELS[status].text] as const),
      ])}
      ${select('channel', 'Channel', [
        ['', 'Any channel'],
        ...CHANNEL_CODES.map((channel) => [channel, channelName(channel)] as const),
      ])}
      ${select('provider', 'Provider', [['', 'Any provider'], ...providers.map((each) => [each, each] as const)])}
      ${select('period', 'Started', [
        ['', 'Any time'],
        ['24h', 'Last 24 hours'],
        ['7d', 'Last 7 days'],
        ['30d', 'Last 30 days'],
      ])}
      ${select('review', 'Review', [
        ['', 'Any review'],
        ['open', 'Under review'],
      ])}
    </form>`;
  }

  #list({ data, nextCursor }: PaymentList): TemplateResult {
    const text = this.query.get('q');
    return html`${
        text === null
          ? nothing
          : html`<p class="found">${data.length} found for “${text}”. <a href="/payments">Show all payments</a></p>`
      }
      ${
        data.length > 0
          ? paymentTable(data, 'Payments, newest first')
          : nextCursor === null
            ? emptyState(
                'No payment fits',
                text === null ? 'Try other filters.' : 'Check the reference for typing errors.',
              )
            : html`<p class="found">None among the newest payments. Look further back.</p>`
      }
      <nav class="pages" aria-label="Pages">
        ${this.query.has('cursor') ? html`<a class="plain button" href=${this.#pageOf(undefined)}>Newest</a>` : nothing}
        ${nextCursor === null ? nothing : html`<a class="plain button" href=${this.#pageOf(nextCursor)}>Older</a>`}
      </nav>`;
  }

  #pageOf(cursor: string | undefined): string {
    const query = new URLSearchParams(this.query);
    query.delete('cursor');
    if (cursor !== undefined) query.set('cursor', cursor);
    return `/payments?${query.toString()}`;
  }

  #searched(event: SubmitEvent): void {
    event.preventDefault();
    const text = this.querySelector<HTMLInputElement>('#q')?.value.trim() ?? '';
    goTo(text === '' ? '/payments' : `/payments?${new URLSearchParams({ q: text }).toString()}`);
  }

  #filtered({ target }: Event): void {
    if (!(target instanceof HTMLSelectElement)) return;
    const query = new URLSearchParams(this.query);
    query.delete('cursor');
    if (target.value === '') query.delete(target.name);
    else query.set(target.name, target.value);
    goTo(`/payments?${query.toString()}`);
  }
}

customElements.define('kasir-payments-page', PaymentsPage);
