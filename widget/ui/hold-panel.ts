/** Browsers take what moves within this time after a press for its consequence. */
const LATE_MS = 400;

/**
 * What opens in a row longer than a moment after the press, or without one, must move nothing: it gets the height that was
 * kept free for it. Whether it is held so.
 */
export function holdPanel(root: ShadowRoot, pressedAt: number): boolean {
  const kept = root.querySelector<HTMLElement>('.opening')?.offsetHeight;
  if (kept === undefined || performance.now() - pressedAt < LATE_MS) return false;
  root.querySelector<HTMLElement>('.card')?.style.setProperty('--_kept', `${kept}px`);
  return true;
}
