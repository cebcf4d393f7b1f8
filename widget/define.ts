import { registerElement } from './register.ts';

registerElement();

/* So that its types come along: the tag, its properties and its events. */
export type * from './index.ts';
