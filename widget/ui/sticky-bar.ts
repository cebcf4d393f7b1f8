import { isBehindBar } from './behind-bar.ts';

/**
 * Keeps `--_bar` at the height of the bar that sticks to the bottom of the window, so that no focused field hides behind
 * it; an error makes it higher. Returns how to stop.
 */
export function followBar(root: ShadowRoot): () => void {
  const card = root.querySelector<HTMLElement>('.card');
  const bar = root.querySelector<HTMLElement>('.bar');
  if (!card || !bar) return () => {};
  const observer = new ResizeObserver(() => {
    const sticks = getComputedStyle(bar).position === 'sticky';
    card.style.setProperty('--_bar', sticks ? `${bar.offsetHeight}px` : '0px');
  });
  observer.observe(bar);
  return () => observer.disconnect();
}

/** Scrolls just far enough to show the opened row; one that is too high for the window is shown from its top. */
export function revealRow(root: ShadowRoot): void {
  const row = root.querySelector('.rows > .panel') ?? root.querySelector('.row[data-selected]');
  if (!row) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const fits = row.getBoundingClientRect().height < innerHeight * 0.7;
  const lowest = isBehindBar(root, row) ? 'end' : 'nearest';
  row.scrollIntoView({ block: fits ? lowest : 'start', behavior: calm ? 'auto' : 'smooth' });
}
