/** A page that was left is gone by then, on any phone; if not, the browser has held it back without a word. */
const HELD_BACK_MS = 4_000;

const framed = (): boolean => window.top !== null && window.top !== window;

/**
 * Sends this tab to the provider's page, the whole of it: providers do not show themselves in frames. Never a popup:
 * in-app browsers block them. `heldBack` is called when the browser does not let our frame do that.
 */
export function openUrl(url: string, heldBack: () => void): void {
  if (!framed()) return window.location.assign(url);
  watchHold(heldBack);
  try {
    // Of another origin's window nothing else can be touched.
    if (window.top) window.top.location.href = url;
  } catch {
    heldBack();
  }
}

/** The same by a form post; `root` is where the form may stand for the moment. `newTab`: this tab stays as it is. */
export function postForm(
  root: ParentNode & Node,
  action: string,
  fields: Readonly<Record<string, string>>,
  { newTab, heldBack }: { readonly newTab: boolean; readonly heldBack: () => void },
): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  form.target = newTab ? '_blank' : '_top';
  form.rel = 'noopener';
  form.hidden = true;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  root.append(form);
  if (!newTab) watchHold(heldBack);
  // Not form.submit: a field may bear that name.
  HTMLFormElement.prototype.submit.call(form);
  form.remove();
}

/** A frame that may not leave is told so by an error, or by nothing at all. */
export function watchHold(heldBack: () => void): void {
  if (!framed()) return;
  const timer = setTimeout(heldBack, HELD_BACK_MS);
  window.addEventListener('pagehide', () => clearTimeout(timer), { once: true });
}
