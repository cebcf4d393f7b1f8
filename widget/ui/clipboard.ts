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
    return false;
  }
}
