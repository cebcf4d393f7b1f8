import { adoptStyles, css, type CSSResult, type TemplateResult } from 'lit';
import type { SessionCheckout } from '../shared/api/views.ts';
import type { AnalyticsFacts as Facts, AnalyticsName } from './analytics.ts';
import { KasirAnalyticsEvent, type KasirEventMap } from './events.ts';
import { LiveUpdatesLoader } from './live-updates-loader.ts';
import type { Localization } from './localization.ts';
import { type DrawTile, tileDrawer } from './marks/draw-tile.ts';
import { prefetchFlow } from './prefetch-flow.ts';
import type { ChannelFormState, ListDecoration } from './screens/channel-form-state.ts';
import type { CheckoutSession } from './session/checkout-session.ts';
import type { SettingsElement } from './settings-element.ts';
import { accentStyles } from './styles/accent.ts';
import { orderItemsStyles } from './styles/order-items.ts';
import { panelStyles } from './styles/panel.ts';
import { showAboveBar } from './ui/behind-bar.ts';
import { createFormats, type Formats, momentsAreQuick } from './ui/formats.ts';
import { whenIdle } from './ui/when-idle.ts';

export { createFlowHost } from './create-flow-host.ts';
export { PayApproval } from './pay-approval.ts';

/** For opened rows, the order’s items, and the shop’s colour. */
export const extraStyles = css`
  ${accentStyles}
  ${orderItemsStyles}
  ${panelStyles}
`;

export interface ListExtrasHost {
  readonly element: SettingsElement;
  readonly form: ChannelFormState;
  readonly session: CheckoutSession;
  /** Those that are there already. */
  readonly styles: readonly CSSResult[];
  readonly language: Localization;
  readonly loadFlow: () => void;
}

/** Adds them to the list of a session, once its rows are on the screen, and has what changes there followed. */
export function addExtras(host: ListExtrasHost): LiveUpdatesLoader {
  const { element, form, session, styles, language, loadFlow } = host;
  form.extras ??= new ListExtras(host);
  if (element.shadowRoot) adoptStyles(element.shadowRoot, [...styles, extraStyles]);
  // One that is missing is noticed before the customer has chosen.
  prefetchFlow(language.locale, session.bff.address).catch(loadFlow);
  element.requestUpdate();
  return new LiveUpdatesLoader(session);
}

/** What a list has beside its rows: marks or logos, the time limit, and `kasir-analytics`. */
class ListExtras implements ListDecoration {
  readonly #host: ListExtrasHost;
  readonly #drawTile: DrawTile;
  /** By language tag. */
  readonly #formats: Record<string, Formats> = {};
  session: CheckoutSession;

  constructor(host: ListExtrasHost) {
    const { element } = host;
    this.#host = host;
    this.session = host.session;
    this.#drawTile = tileDrawer(
      () => element.logos,
      () => element.requestUpdate(),
    );
    // What is behind the bar when it gets the focus moves into sight.
    const root = element.renderRoot;
    root.addEventListener('focusin', ({ target }) => showAboveBar(root, target));
    this.#listen();
    void whenIdle().then(() => {
      // Any language and any moment will do: from then on they are written quickly.
      createFormats('id').moment('1970');
      element.requestUpdate();
    });
    const { openedAt, listedAt, key } = host.form;
    this.#dispatch('opened', 0, {});
    if (listedAt !== undefined) this.#dispatch('list_shown', listedAt - openedAt, {});
    if (key !== undefined) this.track('channel_selected', this.#factsOf(this.#selectedCode()));
  }

  /** The sign before a channel's name. */
  tile(code: string, brand: string): TemplateResult {
    return this.#drawTile(code, brand);
  }

  deadline({ country, expiresAt }: SessionCheckout): string | undefined {
    const tag = this.#host.language.tagIn(country);
    return tag && momentsAreQuick ? (this.#formats[tag] ??= createFormats(tag)).moment(expiresAt) : undefined;
  }

  track(name: AnalyticsName, facts: Facts = this.#factsOf(this.#selectedCode())): void {
    this.#dispatch(name, performance.now() - this.#host.form.openedAt, facts);
  }

  #listen(): void {
    this.#on('kasir-channel', ({ code }) => this.track('channel_selected', this.#factsOf(code)));
    this.#on('kasir-instruction', ({ channel }) => this.track('instruction_shown', this.#factsOf(channel)));
    this.#on('kasir-redirect', ({ payment }) => this.track('redirected', this.#factsOf(payment.channel)));
    this.#on('kasir-status', ({ channel, status }) =>
      this.track('status_changed', { ...this.#factsOf(channel), status }),
    );
    this.#on('kasir-paid', ({ channel, status }) => this.track('paid', { ...this.#factsOf(channel), status }));
    this.#on('kasir-closed', ({ status }) => this.track('closed', { status }));
    this.#on('kasir-error', ({ code }) => this.track('error', { ...this.#factsOf(this.#selectedCode()), code }));
  }

  #on<Name extends keyof KasirEventMap>(name: Name, then: (detail: KasirEventMap[Name]['detail']) => void): void {
    this.#host.element.addEventListener(name, ({ detail }) => then(detail));
  }

  #selectedCode(): string | undefined {
    const { session, payment } = this.session.snapshot;
    return (session && this.#host.form.selectedOf(session)?.channel?.code) ?? payment?.channel;
  }

  #factsOf(channel: string | undefined): Facts {
    const { session } = this.session.snapshot;
    return { channel, group: session?.channels.find(({ code }) => code === channel)?.group };
  }

  #dispatch(name: AnalyticsName, ms: number, facts: Facts): void {
    // Without members that have no value.
    const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
    this.#host.element.dispatchEvent(new KasirAnalyticsEvent({ name, msSinceOpen: Math.round(ms), ...known }));
  }
}
