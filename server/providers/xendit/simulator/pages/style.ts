import { pageStyle } from '../../../simulation/page-style.ts';

export const PAGE_STYLE = pageStyle({
  light: {
    ink: '#14203a',
    soft: '#5b6781',
    line: '#d9dfeb',
    paper: '#ffffff',
    ground: '#eef2f9',
    accent: '#2b4bf2',
    onAccent: '#ffffff',
  },
  dark: {
    ink: '#e9edf7',
    soft: '#9fabc4',
    line: '#33405c',
    paper: '#18213a',
    ground: '#0e1527',
    accent: '#8ea2ff',
    onAccent: '#0e1527',
  },
});
