import { LANGUAGES, type Language } from '../../shared/language.ts';
import type { GalleryEntry } from './states.ts';

/** `forced`: the colours of the customer's system (Windows' contrast themes). */
export const THEMES = ['light', 'dark', 'forced'] as const;
export type Theme = (typeof THEMES)[number];
export const WIDTHS = [320, 390, 768, 1280] as const;
export type Width = (typeof WIDTHS)[number];

/** How a state looks: one screenshot. */
export interface Look {
  readonly theme: Theme;
  readonly language: Language;
  readonly width: Width;
}

export interface Combination extends Look {
  readonly entry: GalleryEntry;
}

/** The name of its screenshot. */
export const nameOf = ({ entry, theme, language, width }: Combination): string =>
  `${entry.name}-${language}-${theme}-${width}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

export const LOOKS: readonly Look[] = LANGUAGES.flatMap((language) =>
  THEMES.flatMap((theme) => WIDTHS.map((width) => ({ theme, language, width }))),
);

export const everyCombination = (entries: readonly GalleryEntry[]): readonly Combination[] =>
  entries.flatMap((entry) => LOOKS.map((look) => ({ entry, ...look })));
