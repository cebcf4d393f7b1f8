/** Calls back whenever the page becomes visible or focused, or the network returns. Returns how to stop that. */
export function onWake(listener: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const whenVisible = () => {
    if (!document.hidden) listener();
  };
  document.addEventListener('visibilitychange', whenVisible, { signal });
  window.addEventListener('focus', listener, { signal });
  window.addEventListener('online', listener, { signal });
  // By the back button from the provider's page: the browser may have kept this page as it was.
  window.addEventListener('pageshow', (event) => event.persisted && listener(), { signal });
  return () => stop.abort();
}

/** Calls back whenever the page is hidden, also when the browser keeps it for the back button. */
export function onHide(listener: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener('visibilitychange', () => document.hidden && listener(), { signal });
  return () => stop.abort();
}
