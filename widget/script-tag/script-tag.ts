/*
 * What the build makes kasir.js of: registers the tag, and shares with the chunks what there is once in a page. A second
 * copy of this script leaves the first one's in place.
 */
import { adoptStyles, css, html, nothing, svg } from 'lit';
import { registerElement } from '../register.ts';
import { importChunk } from './import-chunk.ts';

const once = (name: string, value: unknown): void => {
  const key = Symbol.for(name);
  if (!(key in globalThis)) Object.defineProperty(globalThis, key, { value });
};

/** {@link ./shared-lit.ts} takes it from there. */
once('kasir.lit', { adoptStyles, css, html, nothing, svg });
/** The build calls it where the sources say `import()`. */
once('kasir.importChunk', importChunk);

registerElement();
