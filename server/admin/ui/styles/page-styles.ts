import type { CSSResult } from 'lit';
import { baseStyles } from './base.ts';
import { chartStyles } from './charts.ts';
import { controlStyles } from './controls.ts';
import { dialogStyles } from './dialog.ts';
import { frameStyles } from './frame.ts';
import { listStyles } from './list.ts';
import { panelStyles } from './panel.ts';
import { timelineStyles } from './timeline.ts';
import { tokens } from './tokens.ts';

/** All styles of the page, in the order in which they override each other. */
export const pageStyles: readonly CSSResult[] = [
  tokens,
  baseStyles,
  controlStyles,
  frameStyles,
  panelStyles,
  listStyles,
  timelineStyles,
  chartStyles,
  dialogStyles,
];
