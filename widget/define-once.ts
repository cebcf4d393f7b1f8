/** Registers the tag, once: a second copy of the widget on a page leaves the first one in place. */
export function defineOnce(element: CustomElementConstructor): void {
  if (typeof customElements !== 'undefined' && !customElements.get('kasir-checkout'))
    customElements.define('kasir-checkout', element);
}
