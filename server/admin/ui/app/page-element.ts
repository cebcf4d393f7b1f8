import { LitElement } from 'lit';

/** A part of the page in the page's own tree, so that labels, ids and styles are the document's. */
export class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
