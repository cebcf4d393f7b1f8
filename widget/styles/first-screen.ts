import { barStyles } from './bar.ts';
import { elementStyles } from './elements.ts';
import { frameStyles } from './frame.ts';
import { listStyles } from './list.ts';
import { skeletonStyles } from './skeleton.ts';
import { tokens } from './tokens.ts';
import { wideStyles } from './wide.ts';

/** The styles that every screen has, and those of the list. The wide layout overrides the styles before it. */
export const firstScreenStyles = [
  tokens,
  elementStyles,
  frameStyles,
  barStyles,
  skeletonStyles,
  wideStyles,
  listStyles,
];
