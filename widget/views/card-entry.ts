import { brandOf, type CardBrand, OTHER_BRAND } from '../card/brand.ts';
import { CARD_FIELDS, type CardFault, type CardField, checkCardField, sendable } from '../card/check.ts';
import { onlyDigits } from '../card/digits.ts';
import { shapeExpiry } from '../card/expiry.ts';
import { groupNumber } from '../card/number.ts';
import { watchBlocked } from '../ui/leave-page.ts';
import { rewrite } from '../ui/rewrite.ts';

/** What the form needs of the screen it is on. */
export interface CardHost {
  /** The BFF's clock, epoch ms. */
  readonly now: number;
  readonly redraw: () => void;
  /** Announces how many fields have faults. */
  readonly announceFaults: (count: number) => void;
  /** Announces to the page that the browser is about to leave; false when it must not. */
  readonly mayLeave: () => boolean;
  /** The browser did not let the frame navigate the tab; the next post opens a new tab. */
  readonly onBlocked: () => void;
}

/** A browser that has not left by then was stopped, by the customer or by an answer that is not a page. */
const STOPPED_MS = 20_000;

/**
 * Formats, checks and sends the card that is typed. Card data stays in the form's inputs, is read from them when needed and
 * never stored: the only state is which fields have faults, the brand, and whether the form was sent.
 */
export class CardEntry {
  readonly faults = new Map<CardField, CardFault>();
  /** The browser is on its way to the provider. */
  sent = false;
  /** The page's own content policy does not let a form be posted there. */
  forbidden = false;
  brand: CardBrand = OTHER_BRAND;
  #pressing = false;
  #form: HTMLFormElement | undefined;
  #redraw = () => {};
  #leaving: AbortController | undefined;
  #stopped: ReturnType<typeof setTimeout> | undefined;

  /**
   * Pressing the button takes the focus from the field. Showing its fault at that moment would move the button away from
   * the pointer, and the press would be lost; the press itself shows every fault.
   */
  pressed({ target }: Event): void {
    this.#pressing = target instanceof Element && target.closest('button') !== null;
  }

  /** Something was typed, pasted or filled in. */
  typed(event: Event, host: CardHost): void {
    event.stopPropagation();
    const { currentTarget: form, target: input } = event;
    if (!(form instanceof HTMLFormElement) || !(input instanceof HTMLInputElement)) return;
    this.#watch(form, host.redraw);
    const deletes = event instanceof InputEvent && event.inputType.startsWith('delete');
    const composes = event instanceof InputEvent && event.isComposing;
    const field = fieldOf(input);
    if (!composes && field === 'number') rewrite(input, groupNumber);
    // Otherwise the slash could never be deleted.
    if (!composes && !deletes && field === 'expiry') rewrite(input, shapeExpiry);
    if (!composes && field === 'cvv') rewrite(input, (text) => onlyDigits(text).slice(0, 4));
    if (field === 'number') this.brand = brandOf(onlyDigits(input.value));
    // A fault is shown when the field is left, and removed while it is being corrected.
    if (event.type === 'change' && !this.#pressing && field && input.value !== '') this.#check(form, field, host.now);
    for (const name of this.faults.keys()) if (!faultOf(form, name, host.now)) this.faults.delete(name);
    host.redraw();
  }

  /** The button was pressed. The browser goes on to post the form, unless something is wrong with it. */
  submitted(event: SubmitEvent, host: CardHost): void {
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement) || this.sent) {
      event.preventDefault();
      return;
    }
    this.#watch(form, host.redraw);
    this.#pressing = false;
    for (const field of CARD_FIELDS) this.#check(form, field, host.now);
    const [first] = CARD_FIELDS.filter((field) => this.faults.has(field));
    if (first !== undefined) {
      event.preventDefault();
      host.announceFaults(this.faults.size);
      inputOf(form, first)?.focus();
    } else if (host.mayLeave()) {
      this.sent = true;
      this.#stopped = setTimeout(() => this.#stay(), STOPPED_MS);
      if (form.target === '_top')
        watchBlocked(() => {
          this.#stay();
          host.onBlocked();
        });
    } else event.preventDefault();
    host.redraw();
  }

  /** The browser collects the fields that it posts: in the provider's format, not the one for people. */
  collected(event: FormDataEvent): void {
    event.stopPropagation();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    for (const field of CARD_FIELDS) {
      const input = inputOf(form, field);
      if (input) event.formData.set(input.name, sendable(field, input.value));
    }
  }

  /** Removes everything that was typed. */
  clear(): void {
    this.#form?.reset();
    this.faults.clear();
    this.brand = OTHER_BRAND;
    this.#stay();
  }

  /** The form is no longer on the screen. */
  close(): void {
    if (!this.#leaving) return;
    this.clear();
    this.#leaving.abort();
    this.#leaving = undefined;
    this.#form = undefined;
  }

  /** The browser has not left: the button can be pressed again. */
  #stay(): void {
    clearTimeout(this.#stopped);
    this.sent = false;
    this.#redraw();
  }

  /** The browser may keep the page for the back button: it must come back without the card. */
  #watch(form: HTMLFormElement, redraw: () => void): void {
    this.#form = form;
    this.#redraw = redraw;
    if (this.#leaving) return;
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    window.addEventListener('pagehide', () => this.clear(), { signal });
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.clear(), { signal });
    const refused = ({ effectiveDirective }: SecurityPolicyViolationEvent) => {
      if (!this.sent || effectiveDirective !== 'form-action') return;
      this.forbidden = true;
      this.#stay();
    };
    document.addEventListener('securitypolicyviolation', refused, { signal });
  }

  #check(form: HTMLFormElement, field: CardField, now: number): void {
    const fault = faultOf(form, field, now);
    if (fault) this.faults.set(field, fault);
    else this.faults.delete(field);
  }
}

/** The id of a field's input. */
export const elementId = (field: CardField): string => `card-${field}`;

const inputOf = (form: HTMLFormElement, field: CardField): HTMLInputElement | null =>
  form.querySelector<HTMLInputElement>(`#${elementId(field)}`);

const fieldOf = (input: HTMLInputElement): CardField | undefined =>
  CARD_FIELDS.find((field) => elementId(field) === input.id);

/** A field that is not there has no faults: e-mail is only for providers that ask for it. */
function faultOf(form: HTMLFormElement, field: CardField, now: number): CardFault | undefined {
  const input = inputOf(form, field);
  return input ? checkCardField(field, input.value, inputOf(form, 'number')?.value ?? '', now) : undefined;
}

/** Keeps typed characters from the page's listeners. Keys such as Tab and Escape still reach them. */
export function keepInside(event: Event): void {
  const key = event instanceof KeyboardEvent ? event.key : undefined;
  if (key === undefined || key.length === 1) event.stopPropagation();
}
