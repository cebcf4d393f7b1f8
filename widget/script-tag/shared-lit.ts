import type * as Lit from 'lit';

const KEY = Symbol.for('kasir.lit');

interface LitOfThePage {
  readonly [KEY]: Pick<typeof Lit, 'adoptStyles' | 'css' | 'html' | 'nothing' | 'svg'>;
}

/** In chunks the build puts this in the place of `lit`: the one that kasir.js has, as far as chunks use it. */
export const { adoptStyles, css, html, nothing, svg } = (globalThis as typeof globalThis & LitOfThePage)[KEY];
