import { LANGUAGES } from '../../../shared/language.ts';
import { WIDTHS } from '../combination.ts';
import { GALLERY } from '../states.ts';

/* All states of a view side by side, each in a frame of its own. What is chosen stays in the address. */

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  view: [...new Set(GALLERY.map(({ view }) => view))],
  language: LANGUAGES,
  // Forced colours: the browser's developer tools, or `npm run gallery -- --all`.
  theme: ['light', 'dark'],
  width: WIDTHS.map(String),
};

const form = document.querySelector<HTMLFormElement>('#choices');
const states = document.querySelector('#states');
const address = new URL(location.href);

for (const [name, values] of Object.entries(CHOICES)) {
  const select = form?.querySelector<HTMLSelectElement>(`[name=${name}]`);
  select?.append(...values.map((value) => new Option(value, value, false, address.searchParams.get(name) === value)));
}
form?.addEventListener('change', showStates);
showStates();

function showStates(): void {
  const chosen = (name: string): string => form?.querySelector<HTMLSelectElement>(`[name=${name}]`)?.value ?? '';
  for (const name of Object.keys(CHOICES)) address.searchParams.set(name, chosen(name));
  history.replaceState(null, '', address);
  states?.replaceChildren(
    ...GALLERY.filter(({ view }) => view === chosen('view')).map(({ name }) =>
      figure(name, [name, chosen('theme'), chosen('language'), chosen('width')], Number(chosen('width'))),
    ),
  );
}

function figure(name: string, look: readonly string[], width: number): HTMLElement {
  const frame = document.createElement('iframe');
  frame.title = name;
  frame.loading = 'lazy';
  frame.width = String(width);
  frame.src = `stage.html#${encodeURIComponent(JSON.stringify(look))}`;
  const link = document.createElement('a');
  link.href = frame.src;
  link.textContent = name;
  const caption = document.createElement('figcaption');
  caption.append(link);
  const shown = document.createElement('figure');
  shown.append(caption, frame);
  return shown;
}
