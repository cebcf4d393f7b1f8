/** A page that was left is gone by then, on any phone; otherwise the browser has blocked it silently. */
const BLOCKED_MS = 4_000;

const framed = (): boolean => window.top !== null && window.top !== window;

/**
 * Sends this tab to the provider's page, the whole of it: providers do not show themselves in frames. Never a popup:
 * in-app browsers block them. `onBlocked` is called when the browser does not let the frame do that.
 */
export function openUrl(url: string, onBlocked: () => void): void {
  if (!framed()) return window.location.assign(url);
  watchBlocked(onBlocked);
  try {
    // The only thing that another origin's window lets a script do.
    if (window.top) window.top.location.href = url;
  } catch {
    onBlocked();
  }
}

/** The same by a form post; the form is inserted into `root` for the moment. `newTab`: this tab stays as it is. */
export function postForm(
  root: ParentNode & Node,
  action: string,
  fields: Readonly<Record<string, string>>,
  { newTab, onBlocked }: { readonly newTab: boolean; readonly onBlocked: () => void },
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
  if (!newTab) watchBlocked(onBlocked);
  // Not form.submit: a field may have that name.
  HTMLFormElement.prototype.submit.call(form);
  form.remove();
}

/** Detects a navigation that was blocked without an error. */
export function watchBlocked(onBlocked: () => void): void {
  if (!framed()) return;
  const timer = setTimeout(onBlocked, BLOCKED_MS);
  window.addEventListener('pagehide', () => clearTimeout(timer), { once: true });
}
