import { base } from './base.ts';
import { list } from './list.ts';
import { tokens } from './tokens.ts';

/** The styles that every screen has, and those of the list. */
export const firstScreenStyles = [tokens, base, list];
