import { pageStyle } from '../../../simulation/page-style.ts';

export const PAGE_STYLE = pageStyle({
  light: {
    ink: '#1c2430',
    soft: '#5a6675',
    line: '#d5dde6',
    paper: '#ffffff',
    ground: '#eef3f1',
    accent: '#0b6e4f',
    onAccent: '#ffffff',
  },
  dark: {
    ink: '#e8edf2',
    soft: '#a3afbd',
    line: '#35414f',
    paper: '#17202a',
    ground: '#0d141b',
    accent: '#6fd6ae',
    onAccent: '#0d141b',
  },
});
