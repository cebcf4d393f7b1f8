/*
 * What the build makes kasir.js of: registers the tag, and shares with the chunks what there is once in a page. A second
 * copy of this script leaves the first one's in place.
 */
// Before everything else.
import './request-first.ts';
import { adoptStyles, css, html, nothing, svg } from 'lit';
import { registerElement } from '../register.ts';
import { once } from './once.ts';

/** {@link ./shared-lit.ts} takes it from there. */
once('kasir.lit', { adoptStyles, css, html, nothing, svg });

registerElement();
