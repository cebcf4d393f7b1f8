import { instructionPrintStyles } from '../styles/instruction-print.ts';

/** Marks the element and, where that is inside other elements' shadow roots, those. */
const MARK = 'data-kasir-print';

/** Of the page: nothing but what leads to the element, with no frame of its own around it. */
const PAGE = `@media print {
  :not([${MARK}], :has([${MARK}])) { display: none !important }
  :has([${MARK}]) {
    position: static !important; overflow: visible !important; transform: none !important; float: none !important;
    block-size: auto !important; max-block-size: none !important; margin: 0 !important; padding: 0 !important;
    border: 0 !important; background: none !important; box-shadow: none !important
  }
}`;

/** Prints what the customer has to do, and nothing of the page around it. */
export function printInstruction(host: Element): void {
  const undo: (() => void)[] = [];
  let inner: Element | undefined = host;
  while (inner) {
    const element: Element = inner;
    const root = element.getRootNode();
    element.toggleAttribute(MARK, true);
    undo.push(() => element.removeAttribute(MARK));
    if (root instanceof Document || root instanceof ShadowRoot) undo.push(adopt(root, PAGE));
    inner = root instanceof ShadowRoot ? root.host : undefined;
  }
  if (host.shadowRoot) undo.push(adopt(host.shadowRoot, instructionPrintStyles.cssText));
  // Some browsers return from print() before the page is on paper.
  window.addEventListener('afterprint', () => undo.forEach((step) => step()), { once: true });
  window.print();
}

/** Returns how to take the sheet away. */
function adopt(root: DocumentOrShadowRoot, text: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
