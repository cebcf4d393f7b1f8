/** Whether the bar that sticks to the bottom of the window covers a part of it, or it is below the window. */
export function isBehindBar(root: ParentNode, element: Element): boolean {
  const bar = root.querySelector('.bar');
  return bar?.contains(element) === false && element.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
}

/**
 * Scrolls what has got the focus above the bar. Chromium takes what the bar covers for visible, and then does not scroll
 * for a `scroll-margin` alone.
 */
export function showAboveBar(root: ParentNode, target: unknown): void {
  // To the bottom of the window, with the margin.
  if (target instanceof Element && isBehindBar(root, target)) target.scrollIntoView(false);
}
