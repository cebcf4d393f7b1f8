import { LANGUAGES } from '../../shared/language.ts';
import { WIDTHS, type Combination } from './combination.ts';
import type { GalleryEntry } from './states.ts';

/** Forced colours are looked at by command. */
export const DRAWN_THEMES = ['light', 'dark'] as const;

/**
 * So many combinations that every two of a view, a language, a theme and a width meet in one, and every state is in one at
 * least. The states of a view take turns; so do languages and widths, each view starting one further, and themes at half
 * their pace. The test beside this counts the pairs.
 */
export function pairwise(entries: readonly GalleryEntry[]): readonly Combination[] {
  const views = [...new Set(entries.map(({ view }) => view))];
  return views.flatMap((view, start) => {
    const states = entries.filter((entry) => entry.view === view);
    const count = Math.max(states.length, LANGUAGES.length, WIDTHS.length);
    return Array.from({ length: count }, (_, turn) => ({
      entry: taking(states, turn),
      language: taking(LANGUAGES, turn),
      width: taking(WIDTHS, start + turn),
      theme: taking(DRAWN_THEMES, Math.floor(start / WIDTHS.length) + Math.floor(turn / 2)),
    }));
  });
}

function taking<T>(list: readonly T[], turn: number): T {
  const taken = list[turn % list.length];
  if (taken === undefined) throw new Error('an empty list has no turns');
  return taken;
}
