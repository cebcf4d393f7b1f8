/** Whether the bar that sticks to the bottom of the window covers a part of it, or it is below the window. */
export function isBehindBar(root: ParentNode, element: Element): boolean {
  const bar = root.querySelector('.bar');
  if (bar?.contains(element) !== false) return false;
  const [covered, covering] = [element.getBoundingClientRect(), bar.getBoundingClientRect()];
  // In a wide element the bar is beside the list.
  const beside = covered.right <= covering.left || covering.right <= covered.left;
  return !beside && covered.bottom > covering.top;
}

/**
 * Scrolls what has got the focus above the bar. Chromium takes what the bar covers for visible, and then does not scroll
 * for a `scroll-margin` alone.
 */
export function showAboveBar(root: ParentNode, target: unknown): void {
  // To the bottom of the window, with the margin. Not below a pointer that presses it: the press would end elsewhere.
  if (!(target instanceof Element) || !target.matches(':focus-visible') || !isBehindBar(root, target)) return;
  // Of a closed group all lines that show: scrolled to itself, it would move within the group.
  (target.closest('[data-closed]') ?? target).scrollIntoView(false);
}
