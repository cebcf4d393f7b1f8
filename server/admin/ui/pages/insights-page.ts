import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { insightsView, WINDOWS, type InsightsView, type Window } from '../../wire/overview.ts';
import { read } from '../api/api.ts';
import { Loading } from '../api/loading.ts';
import { PageElement } from '../app/page-element.ts';
import { conversionChart, outcomeLegend } from '../charts/conversion-chart.ts';
import { healthCard } from '../charts/health-chart.ts';
import { pageHead } from '../parts/page-head.ts';
import { emptyState, loadState } from '../parts/states.ts';
import { momentText } from '../texts/format.ts';

const WINDOW_TEXTS: Readonly<Record<Window, string>> = { '24h': 'Last 24 hours', '7d': 'Last 7 days' };

/** Conversion by channel and health of providers. */
export class InsightsPage extends PageElement {
  static override properties = { query: { attribute: false } };
  declare query: URLSearchParams;
  readonly #loading = new Loading<InsightsView>(this);

  get #window(): Window {
    return this.query.get('window') === '7d' ? '7d' : '24h';
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('query')) void this.#load();
  }

  #load(): Promise<void> {
    const window = this.#window;
    return this.#loading.load(() => read(`/api/insights?window=${window}`, insightsView));
  }

  override render(): TemplateResult {
    const { value, isBusy } = this.#loading;
    return html`${pageHead({
        title: 'Insights',
        ...(value === undefined
          ? {}
          : { lead: `Payments started since ${momentText(value.since)}, as they stand now.` }),
        isBusy,
        reload: () => void this.#load(),
      })}
      <nav class="switch" aria-label="Window">
        ${WINDOWS.map(
          (window) =>
            html`<a href="/insights?window=${window}" aria-current=${window === this.#window ? 'page' : 'false'}
              >${WINDOW_TEXTS[window]}</a
            >`,
        )}
      </nav>
      ${loadState(this.#loading, () => void this.#load())} ${value === undefined ? nothing : content(value)}`;
  }
}

const content = ({ channels, providers }: InsightsView): TemplateResult =>
  html`<section class="panel" aria-labelledby="conversion-title">
      <h2 id="conversion-title">Conversion by channel</h2>
      ${
        channels.length === 0
          ? emptyState('No payments yet', 'None were started in this time.')
          : html`${outcomeLegend}${conversionChart(channels)}`
      }
    </section>
    <section aria-labelledby="health-title">
      <h2 id="health-title">Providers</h2>
      <div class="cards">${providers.map(healthCard)}</div>
    </section>`;

customElements.define('kasir-insights-page', InsightsPage);
