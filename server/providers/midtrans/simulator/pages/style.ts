import { pageStyle } from '../../../simulation/page-style.ts';

export const PAGE_STYLE = pageStyle({
  light: {
    ink: '#0d1f3c',
    soft: '#55637d',
    line: '#d6deeb',
    paper: '#ffffff',
    ground: '#eef3fa',
    accent: '#003d79',
    onAccent: '#ffffff',
  },
  dark: {
    ink: '#e8eef8',
    soft: '#9fb0ca',
    line: '#2c3d59',
    paper: '#142239',
    ground: '#0b1526',
    accent: '#7db6f5',
    onAccent: '#0b1526',
  },
});
