import { html, nothing, type TemplateResult } from 'lit';
import {
  attentionIcon,
  brandMark,
  insightsIcon,
  outIcon,
  paymentsIcon,
  payoutsIcon,
  personIcon,
} from '../parts/icons.ts';
import type { Route, View } from './route.ts';

/** Of the window. */
export const TITLES: Readonly<Record<View, string>> = {
  attention: 'Needs a person',
  payments: 'Payments',
  payment: 'Payment',
  payouts: 'Payouts',
  payout: 'Payout',
  insights: 'Insights',
};

const LINKS: readonly (readonly [path: string, text: string, icon: TemplateResult, views: readonly View[]])[] = [
  ['/', 'Needs you', attentionIcon, ['attention']],
  ['/payments', 'Payments', paymentsIcon, ['payments', 'payment']],
  ['/payouts', 'Payouts', payoutsIcon, ['payouts', 'payout']],
  ['/insights', 'Insights', insightsIcon, ['insights']],
];

export interface Shell {
  readonly route: Route;
  readonly operator: string;
  /** What was just done. */
  readonly announcement: string | undefined;
  readonly signOut: () => void;
}

/** The frame around every view: where one is, where one can go, and who is signed in. */
export const shell = ({ route, operator, announcement, signOut }: Shell): TemplateResult =>
  html`<a class="skip" href="#content" @click=${(event: Event) => skip(event)}>Skip to content</a>
    <header class="bar-top">
      <p class="brand">${brandMark}Kasir</p>
      <div class="who">
        <span class="name">${personIcon}<span class="unseen">Signed in as </span>${operator}</span>
        <button type="button" class="plain" @click=${signOut}>${outIcon}<span>Sign out</span></button>
      </div>
    </header>
    <nav class="main-nav" aria-label="Main">
      <ul>
        ${LINKS.map(
          ([path, text, icon, views]) =>
            html`<li>
              <a href=${path} aria-current=${views.includes(route.view) ? 'page' : 'false'}
                >${icon}<span>${text}</span></a
              >
            </li>`,
        )}
      </ul>
    </nav>
    <main id="content" tabindex="-1">${view(route)}</main>
    <div class="announcement" role="status">
      ${announcement === undefined ? nothing : html`<p>${announcement}</p>`}
    </div>`;

function view({ view: name, id, query }: Route): TemplateResult {
  switch (name) {
    case 'attention':
      return html`<kasir-attention-page></kasir-attention-page>`;
    case 'payments':
      return html`<kasir-payments-page .query=${query}></kasir-payments-page>`;
    case 'payment':
      return html`<kasir-payment-page .paymentId=${id}></kasir-payment-page>`;
    case 'payouts':
      return html`<kasir-payouts-page .query=${query}></kasir-payouts-page>`;
    case 'payout':
      return html`<kasir-payout-page .payoutId=${id}></kasir-payout-page>`;
    case 'insights':
      return html`<kasir-insights-page .query=${query}></kasir-insights-page>`;
  }
}

function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')?.focus();
}
