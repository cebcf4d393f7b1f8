/**
 * Copies `text`. Where the browser refuses, selects `shown` (the element that shows it) for the customer to copy, and
 * returns false.
 */
export async function copyText(text: string, shown: Element | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    return copySelection(text);
  }
}

/** The only way that browsers inside Android apps have. */
function copySelection(text: string): boolean {
  let copied = false;
  const write = (event: ClipboardEvent) => {
    if (!event.clipboardData) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData.setData('text/plain', text);
    copied = true;
  };
  document.addEventListener('copy', write, { capture: true });
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- its successor is what has just failed
    return document.execCommand('copy') && copied;
  } finally {
    document.removeEventListener('copy', write, { capture: true });
  }
}
