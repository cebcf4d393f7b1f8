import { pageStyle } from '../../../simulation/page-style.ts';

export const PAGE_STYLE = pageStyle({
  light: {
    ink: '#10241d',
    soft: '#4f665c',
    line: '#d4e2da',
    paper: '#ffffff',
    ground: '#ecf5f0',
    accent: '#0b7a4b',
    onAccent: '#ffffff',
  },
  dark: {
    ink: '#e6f2ec',
    soft: '#9fb8ac',
    line: '#2d4a3e',
    paper: '#14261f',
    ground: '#0a1813',
    accent: '#5fd6a0',
    onAccent: '#06251a',
  },
});
