import { register } from './register.ts';

register();

/* So that its types come along: the tag, its properties and its events. */
export type * from './index.ts';
