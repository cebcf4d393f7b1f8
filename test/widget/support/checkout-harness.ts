import '../../../widget/define.ts';
import type { KasirCheckout } from '../../../widget/kasir-checkout.ts';
import { FakeBff } from '../../../widget/testing/fake-bff.ts';

const realFetch = window.fetch;

/** Of this page only: pages of one browser share the streams of a checkout and a BFF. */
const BFF = `https://${crypto.randomUUID()}.bff.test`;

export interface MountOptions {
  readonly bff?: FakeBff;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Content for the slots. */
  readonly content?: string;
  /** The browser navigates where the widget sends it: only where that leads nowhere. */
  readonly leaves?: boolean;
  /** Before the element is connected. */
  readonly prepare?: (element: KasirCheckout) => void;
}

/**
 * A `<kasir-checkout>` on the page as a customer perceives it: by roles and names. Tests do not look into its shadow root
 * themselves.
 */
export class CheckoutHarness {
  readonly element: KasirCheckout;
  readonly bff: FakeBff;
  readonly events: Event[] = [];

  private constructor(element: KasirCheckout, bff: FakeBff, leaves: boolean) {
    this.element = element;
    this.bff = bff;
    for (const type of EVENTS) element.addEventListener(type, (event) => this.events.push(event));
    // Tests stay on their page.
    if (!leaves) element.addEventListener('kasir-redirect', (event) => event.preventDefault());
  }

  /** The element, once it shows more than a skeleton. */
  static async mount(options: MountOptions = {}): Promise<CheckoutHarness> {
    const harness = CheckoutHarness.start(options);
    await harness.until(() => harness.heading !== '', 'a first screen');
    return harness;
  }

  /** The element, connected and loading. */
  static start({
    bff = new FakeBff(),
    attributes = {},
    content = '',
    leaves = false,
    prepare,
  }: MountOptions = {}): CheckoutHarness {
    window.fetch = bff.fetch;
    const element = document.createElement('kasir-checkout');
    const given = { bff: BFF, token: bff.token, locale: 'en', ...attributes };
    for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
    if (content) element.innerHTML = content;
    prepare?.(element);
    const harness = new CheckoutHarness(element, bff, leaves);
    document.body.append(element);
    return harness;
  }

  static cleanUp(): void {
    for (const element of document.querySelectorAll('kasir-checkout')) element.remove();
    // The channel that was last used, which would change the order of the next list.
    localStorage.clear();
    window.fetch = realFetch;
  }

  get heading(): string {
    return this.#find('#heading')?.textContent?.trim() ?? '';
  }

  get status(): string {
    return words(this.#find('[role=status]'));
  }

  /** The last announcement for screen readers only. */
  get announcement(): string {
    return words(this.#find('[aria-live=polite]'));
  }

  get error(): string {
    return words(this.#find('[role=alert]'));
  }

  /** All its visible text. */
  get text(): string {
    return words(this.#find('.shell'));
  }

  get groups(): string[] {
    return this.#all('fieldset').map((group) => words(group.querySelector('legend')));
  }

  get channels(): string[] {
    return this.#all('input[type=radio]').map(nameOf);
  }

  get selected(): string | undefined {
    const found = this.#all<HTMLInputElement>('input[type=radio]').find((radio) => radio.checked);
    return found && nameOf(found);
  }

  /** Text of the element with the focus, inside or out. */
  get focused(): string {
    const element = this.element.shadowRoot?.activeElement ?? document.activeElement;
    return element ? nameOf(element) : '';
  }

  get buttons(): string[] {
    return this.#all('button').map(nameOf);
  }

  radio(name: string): HTMLInputElement {
    return this.#named<HTMLInputElement>('input[type=radio]', name);
  }

  field(name: string): HTMLInputElement {
    return this.#named<HTMLInputElement>('input:not([type=radio], [type=hidden]), select', name);
  }

  button(name: string | RegExp): HTMLButtonElement {
    return this.#named<HTMLButtonElement>('button', name);
  }

  part<E extends Element>(name: string): E {
    const found = this.#find<E>(`[part~="${name}"]`);
    if (!found) throw new Error(`there is no part "${name}" on: ${this.text}`);
    return found;
  }

  has(part: string): boolean {
    return this.#find(`[part~="${part}"]`) !== null;
  }

  /** The error text of a field. */
  faultOf(field: HTMLElement): string {
    return this.#described(field)
      .filter((part) => part.matches('.fault'))
      .map(words)
      .join(' ');
  }

  /** A field's description, as read out after its name. */
  descriptionOf(field: HTMLElement): string {
    return this.#described(field)
      .map((part) => part.textContent?.replace(/\s+/g, ' ').trim())
      .join(' ');
  }

  #described(field: HTMLElement): Element[] {
    const describedBy = field.getAttribute('aria-describedby')?.split(' ') ?? [];
    return describedBy.flatMap((id) => this.#find(`#${CSS.escape(id)}`) ?? []);
  }

  async choose(name: string): Promise<void> {
    this.radio(name).click();
    // The row opens when the payment flow is loaded.
    const isOpen = () => {
      const row = this.radio(name).closest('.row');
      return row?.querySelector('.panel') instanceof Element || row?.nextElementSibling?.matches('.panel') === true;
    };
    await this.until(isOpen, `"${name}" to open`);
  }

  async press(name: string | RegExp): Promise<void> {
    await this.until(() => this.#all('button').some((button) => isNamed(button, name)), `a button "${name}"`);
    this.button(name).click();
    await this.element.updateComplete;
  }

  fill(name: string, value: string): void {
    const field = this.field(name);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Details of the events of a type, in order. */
  details<T = unknown>(type: string): T[] {
    return this.events.filter((event) => event.type === type).map((event) => (event as CustomEvent<T>).detail);
  }

  /** Waits until a condition holds; otherwise fails with the text on the screen. */
  async until(condition: () => boolean, what: string, patienceMs = 45_000): Promise<void> {
    const end = performance.now() + patienceMs;
    while (!condition()) {
      if (performance.now() > end)
        throw new Error(`waited in vain for ${what}; on the screen: ${this.text} [${this.buttons.join(', ')}]`);
      await new Promise((resolve) => {
        setTimeout(resolve, 15);
      });
    }
    await this.element.updateComplete;
  }

  untilHeading(heading: string | RegExp): Promise<void> {
    return this.until(
      () => (typeof heading === 'string' ? this.heading === heading : heading.test(this.heading)),
      `the heading ${heading}`,
    );
  }

  #find<E extends Element>(selector: string): E | null {
    return this.element.shadowRoot?.querySelector<E>(selector) ?? null;
  }

  #all<E extends Element = Element>(selector: string): E[] {
    return [...(this.element.shadowRoot?.querySelectorAll<E>(selector) ?? [])];
  }

  #named<E extends HTMLElement>(selector: string, name: string | RegExp): E {
    const candidates = this.#all<E>(selector);
    const found = candidates.find((candidate) => isNamed(candidate, name));
    if (!found)
      throw new Error(
        `nothing is named "${name}" among: ${candidates.map(nameOf).join(', ')}; on the screen: ${this.text}`,
      );
    return found;
  }
}

const EVENTS = [
  'kasir-ready',
  'kasir-channel',
  'kasir-instruction',
  'kasir-status',
  'kasir-paid',
  'kasir-closed',
  'kasir-error',
  'kasir-redirect',
] as const;

const isNamed = (element: Element, name: string | RegExp): boolean =>
  typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element));

/** The accessible name by the rules that this widget uses: aria-label, else label, else content. */
export function nameOf(element: Element): string {
  const given = element.getAttribute('aria-label');
  if (given) return given;
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement)
    return words(element.labels?.[0] ?? null);
  return words(element);
}

/** Text as read out: without `aria-hidden` parts, with single spaces. */
function words(element: Element | null): string {
  const copy = element?.cloneNode(true);
  if (!(copy instanceof Element)) return '';
  for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
