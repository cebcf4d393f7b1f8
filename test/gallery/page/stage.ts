import { LANGUAGES, type Language } from '../../../shared/language.ts';
import { THEMES, WIDTHS, type Theme, type Width } from '../combination.ts';
import { GALLERY } from '../states.ts';
import { show } from './show.ts';

declare global {
  interface Window {
    /** For the browser that takes the screenshots. */
    showState(name: string, theme: Theme, language: Language, width: Width): Promise<void>;
  }
}

window.showState = async (name, theme, language, width) => {
  const entry = GALLERY.find((one) => one.name === name);
  const place = document.querySelector<HTMLElement>('#stage');
  if (!entry || !place) throw new Error(`there is no state "${name}"`);
  await show(place, entry.state, { theme, language, width });
};

/** In a frame of the gallery the address says what to show. */
if (location.hash !== '') {
  const look: unknown = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  const [name, theme, language, width] = Array.isArray(look) ? look.map(String) : [];
  const drawn = THEMES.find((one) => one === theme);
  const spoken = LANGUAGES.find((one) => one === language);
  const wide = WIDTHS.find((one) => String(one) === width);
  if (name !== undefined && drawn && spoken && wide) void window.showState(name, drawn, spoken, wide);
}
