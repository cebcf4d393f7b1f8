/** A page that was left is gone by then, on any phone; otherwise the browser has blocked it silently. */
const BLOCKED_MS = 4_000;

/** A phone has the app in front by then, or there is none. */
const APP_MS = 3_000;

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

let untilHidden: AbortController | undefined;

/**
 * Opens an app by its link. `onMissed(true)`: a moment later the page is still in front, so the app is probably not
 * there; `onMissed(false)`: the app has opened after all, for a phone may ask its owner first.
 */
export function openApp(url: string, onMissed: (missed: boolean) => void): void {
  untilHidden?.abort();
  const watch = new AbortController();
  untilHidden = watch;
  const timer = setTimeout(() => onMissed(true), APP_MS);
  onLeft(() => {
    watch.abort();
    onMissed(false);
  }, watch.signal);
  watch.signal.addEventListener('abort', () => clearTimeout(timer));
  try {
    (window.top ?? window).location.href = url;
  } catch {
    clearTimeout(timer);
    onMissed(true);
  }
}

/** Posts a form in this tab, the whole of it. The form is inserted into `root` for the moment. `newTab`: this tab stays as it is. */
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
  const left = new AbortController();
  onLeft(() => {
    clearTimeout(timer);
    left.abort();
  }, left.signal);
}

/** Another page has taken this one's place, or an app has come in front of it. */
function onLeft(listener: () => void, signal: AbortSignal): void {
  window.addEventListener('pagehide', listener, { signal });
  document.addEventListener('visibilitychange', () => document.hidden && listener(), { signal });
}
