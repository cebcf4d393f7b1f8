import type { Language } from '../../../shared/language.ts';
import type { KasirCheckout } from '../../../widget/kasir-checkout.ts';
import { registerElement } from '../../../widget/register.ts';
import { createFakeBff, type InstalledFakeBff } from '../../../widget/testing/index.ts';
import { keepLastChannel } from '../../../widget/ui/last-channel.ts';
import type { Theme, Width } from '../combination.ts';
import { emulate } from '../device.ts';
import type { GalleryState, Stage } from '../state.ts';

/** Narrower windows are phones, unless the state says otherwise. */
const PHONE_WIDTH = 600;
const CALM_FRAMES = 5;
/**
 * Far more than anything takes by the page's clock, which is ten times slower than the machine's: a state that does not
 * come about is told, and the next one is shown.
 */
const PATIENCE_MS = 4_500;

// The package's `define` counts as free of side effects to a bundler.
registerElement();

let shown: { readonly element: KasirCheckout; readonly fake: InstalledFakeBff } | undefined;
let count = 0;

/** Puts a state on the page, in place of the one before. Resolves when it is there and nothing moves any more. */
export async function show(
  place: HTMLElement,
  state: GalleryState,
  { theme, language, width }: { theme: Theme; language: Language; width: Width },
): Promise<void> {
  shown?.element.remove();
  shown?.fake.remove();
  localStorage.clear();
  sessionStorage.clear();
  scrollTo(0, 0);
  emulate(state.device ?? (width < PHONE_WIDTH ? 'android' : 'desktop'));
  document.documentElement.lang = language;
  document.documentElement.dataset['theme'] = theme;
  const fake = createFakeBff(state.fake);
  // Each is another order: the widget remembers those of its page.
  count += 1;
  fake.checkout = { ...fake.checkout, id: `co_${String(count).padStart(26, '0')}` };
  state.prepare?.(fake);
  history.replaceState(
    null,
    '',
    state.returned ? `?kasir_checkout=${fake.checkout.id}` : location.pathname + location.hash,
  );
  document.documentElement.dir = state.direction ?? 'ltr';
  if (state.lastChannel) keepLastChannel(state.lastChannel);
  const element = document.createElement('kasir-checkout');
  // Frames of the gallery share what is kept on the device.
  localStorage.clear();
  element.theme = theme === 'dark' ? 'dark' : 'light';
  element.locale = language;
  if (!state.detached) fake.attach(element);
  for (const [name, value] of Object.entries(state.attributes ?? {})) element.setAttribute(name, value);
  state.furnish?.(element);
  element.addEventListener('kasir-redirect', (event) => event.preventDefault());
  shown = { element, fake };
  place.replaceChildren(element);
  const stage = stageOf(element, fake);
  await stage.find(state.skeleton ? '.skeleton' : '#heading');
  await state.act?.(stage);
  await calm(element);
}

function stageOf(element: KasirCheckout, fake: InstalledFakeBff): Stage {
  const find = async (selector: string): Promise<HTMLElement> => {
    const start = performance.now();
    while (element.isConnected && performance.now() - start < PATIENCE_MS) {
      const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
      if (found) return found;
      await frame();
    }
    throw new Error(`there is no ${selector} on: ${element.shadowRoot?.querySelector('.shell')?.textContent}`);
  };
  return {
    element,
    fake,
    find,
    press: async (selector) => {
      (await find(selector)).click();
      await element.updateComplete;
    },
    fill: async (selector, value) => {
      const field = await find(selector);
      if (!(field instanceof HTMLInputElement)) throw new Error(`${selector} is no field`);
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
      await element.updateComplete;
    },
    select: async (code) => {
      element.selectChannel(code);
      await find('.panel');
    },
  };
}

/** Its texts have their fonts, and several frames in a row have the same content and styles. */
async function calm(element: KasirCheckout): Promise<void> {
  let before = '';
  for (let same = 0; same < CALM_FRAMES;) {
    await element.updateComplete;
    await frame();
    // What the list leaves for later (marks, styles) is loaded when the browser is idle.
    await new Promise((resolve) => requestIdleCallback(resolve));
    await document.fonts.ready;
    const { innerHTML = '', adoptedStyleSheets = [] } = element.shadowRoot ?? {};
    const now = `${adoptedStyleSheets.length} ${innerHTML}`;
    // The time limit comes last.
    const deadline = element.shadowRoot?.querySelector('.summary:not(.blank) > p:last-child')?.textContent;
    same = now === before && deadline !== '\u00a0' ? same + 1 : 0;
    before = now;
  }
}

/** The next frame, or 50 ms: a tab in the background has none. */
const frame = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
    setTimeout(resolve, 50);
  });
