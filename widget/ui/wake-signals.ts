/** Calls back whenever the customer looks at the page again or the network returns. Answers how to stop that. */
export function onWake(listener: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const whenVisible = () => {
    if (!document.hidden) listener();
  };
  document.addEventListener('visibilitychange', whenVisible, { signal });
  window.addEventListener('focus', listener, { signal });
  window.addEventListener('online', listener, { signal });
  // Back from the provider's page by the back button: the page may be an old one from the browser's cache.
  window.addEventListener('pageshow', (event) => event.persisted && listener(), { signal });
  return () => stop.abort();
}

/** Calls back whenever the page is no longer seen, also when it is about to be kept for the back button. */
export function onHide(listener: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener('visibilitychange', () => document.hidden && listener(), { signal });
  return () => stop.abort();
}
