/**
 * Copies `text`. Where the browser does not let us, selects `shown` (the element that shows it) for the customer to
 * copy, and answers false.
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
