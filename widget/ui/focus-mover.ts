/**
 * Moves the focus to the heading of a new screen or to what is chosen on it, for keyboards and screen readers. Not on the
 * first screen, and not while the focus is elsewhere on the page.
 */
export class FocusMover {
  readonly #host: HTMLElement;
  #screen = '';
  #due = false;
  #isNext = false;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** The screen has taken the place of another. */
  get isNext(): boolean {
    return this.#isNext;
  }

  /** Before rendering. `screen`: a name that differs for each screen; empty while there is nothing to look at. */
  enter(screen: string): void {
    if (screen === this.#screen) return;
    this.#isNext = this.#screen !== '';
    this.#due ||= this.#isNext && this.#mayMove();
    this.#screen = screen;
  }

  /** After rendering. `target`: where the screen begins, if that is rendered yet. */
  move(target: HTMLElement | null): void {
    if (!this.#due || !target) return;
    this.#due = false;
    target.focus();
  }

  /** The focus is in the element, or nowhere. */
  #mayMove(): boolean {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) return true;
    // In the shadow root of an element of the shop, the document names only that element.
    const root = this.#host.getRootNode();
    return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === this.#host;
  }
}
