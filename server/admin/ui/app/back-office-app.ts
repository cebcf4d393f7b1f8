import { html, nothing, type TemplateResult } from 'lit';
import * as z from 'zod/mini';
import { sessionView, type SessionView } from '../../wire/session.ts';
import { ApiProblem, read, send, SIGNED_OUT } from '../api/api.ts';
import { ANNOUNCE, AnnounceEvent } from './announce.ts';
import { PageElement } from './page-element.ts';
import { goTo, ownLink, routeOf, type Route } from './route.ts';
import { shell, TITLES } from './shell.ts';

const ANNOUNCED_MS = 8_000;

/** The whole page: who is signed in, and which view the address names. */
export class BackOfficeApp extends PageElement {
  #session: SignedIn | 'none' | undefined;
  /** Why the form to sign in is shown again. */
  #reason: string | undefined;
  #problem: string | undefined;
  #announcement: { readonly text: string; readonly timer: number } | undefined;
  #route: Route = routeOf(location);

  override connectedCallback(): void {
    super.connectedCallback();
    // What the page said without a script.
    this.replaceChildren();
    window.addEventListener('popstate', this.#moved);
    window.addEventListener(SIGNED_OUT, this.#ended);
    window.addEventListener(ANNOUNCE, this.#announced);
    this.addEventListener('click', (event) => {
      const path = ownLink(event);
      if (path === undefined) return;
      event.preventDefault();
      goTo(path);
    });
    void this.#readSession();
  }

  async #readSession(): Promise<void> {
    try {
      this.#session = signedInAs(await read('/api/session', sessionView));
    } catch (error) {
      this.#problem = error instanceof ApiProblem ? error.message : 'The page could not be read. Reload it.';
    }
    this.requestUpdate();
  }

  readonly #moved = (): void => {
    const before = this.#route;
    this.#route = routeOf(location);
    this.requestUpdate();
    if (before.view !== this.#route.view || before.id !== this.#route.id) void this.#focusHeading();
  };

  readonly #ended = (): void => {
    if (this.#session === 'none') return;
    this.#session = 'none';
    this.#reason = 'Your session has ended. Sign in again to go on.';
    for (const dialog of document.querySelectorAll('kasir-act-dialog')) dialog.remove();
    this.requestUpdate();
  };

  readonly #announced = (event: Event): void => {
    if (!(event instanceof AnnounceEvent)) return;
    window.clearTimeout(this.#announcement?.timer);
    const timer = window.setTimeout(() => this.#endAnnouncement(), ANNOUNCED_MS);
    this.#announcement = { text: event.text, timer };
    this.requestUpdate();
  };

  #endAnnouncement(): void {
    this.#announcement = undefined;
    this.requestUpdate();
  }

  /** A screen reader follows to the new page. */
  async #focusHeading(): Promise<void> {
    await this.updateComplete;
    window.scrollTo(0, 0);
    this.querySelector<HTMLElement>('h1')?.focus();
  }

  async #signOut(): Promise<void> {
    await send('/api/session/end', {}, z.object({})).catch(() => undefined);
    this.#session = 'none';
    this.#reason = 'You are signed out.';
    this.requestUpdate();
  }

  override render(): TemplateResult | typeof nothing {
    const session = this.#session;
    if (session === undefined)
      return this.#problem === undefined ? nothing : html`<p class="alert" role="alert">${this.#problem}</p>`;
    document.title = `${session === 'none' ? 'Sign in' : TITLES[this.#route.view]} · Kasir back office`;
    if (session === 'none')
      return html`<kasir-sign-in-page
        .reason=${this.#reason}
        .onSignedIn=${(signedIn: SessionView) => this.#signedIn(signedIn)}
      ></kasir-sign-in-page>`;
    return shell({
      route: this.#route,
      operator: session.operator,
      announcement: this.#announcement?.text,
      signOut: () => void this.#signOut(),
    });
  }

  #signedIn(session: SessionView): void {
    this.#session = signedInAs(session);
    this.#reason = undefined;
    this.requestUpdate();
    void this.#focusHeading();
  }
}

interface SignedIn {
  readonly operator: string;
}

const signedInAs = ({ operator }: SessionView): SignedIn | 'none' => (operator === null ? 'none' : { operator });

customElements.define('kasir-back-office', BackOfficeApp);
