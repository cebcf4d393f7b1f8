/** Reformats what was typed, and keeps the caret after the same digit. */
export function rewrite(input: HTMLInputElement, shape: (text: string) => string): void {
  const before = input.value;
  const after = shape(before);
  if (after === before) return;
  const caret = input.selectionStart ?? before.length;
  input.value = after;
  // In some browsers, moving the caret of a field gives it the focus.
  if (!input.matches(':focus')) return;
  const at = caret >= before.length ? after.length : behindDigits(after, countDigits(before.slice(0, caret)));
  input.setSelectionRange(at, at);
}

const countDigits = (text: string): number => text.replace(/\D/g, '').length;

function behindDigits(text: string, digits: number): number {
  let at = 0;
  for (let seen = 0; seen < digits && at < text.length; at += 1) if (/\d/.test(text.charAt(at))) seen += 1;
  return at;
}
