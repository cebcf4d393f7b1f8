/** What a shop puts into a slot of the element. */
export function slotted(slot: string, text: string): HTMLElement {
  const own = document.createElement('p');
  own.slot = slot;
  own.style.cssText = 'margin: 0; padding: 12px; border: 2px dashed currentColor; border-radius: 8px;';
  own.textContent = text;
  return own;
}
