/** The style of the human page. Colours follow the reader's system; nothing is loaded from anywhere. */
export const DOCS_STYLE = `:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #14161a);
  --ink: light-dark(#1c1f24, #e7e9ec);
  --quiet: light-dark(#5b6470, #9aa4b1);
  --line: light-dark(#dfe3e8, #2c3138);
  --raised: light-dark(#f6f7f9, #1c2026);
  --accent: light-dark(#0b5c46, #6fd3b2);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0 auto;
  max-width: 78rem;
  padding: 0 1rem 4rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif;
  overflow-wrap: break-word;
}
header { padding: 1.5rem 0 1rem; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.6rem; }
header p { margin: 0.25rem 0 0; color: var(--quiet); }
h2 { margin: 3rem 0 0.5rem; font-size: 1.35rem; }
h3 { margin: 0 0 0.5rem; font-size: 1.1rem; }
h4 { margin: 1.25rem 0 0.5rem; font-size: 0.95rem; color: var(--quiet); }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font: 0.875em/1.5 ui-monospace, monospace; }
code { overflow-wrap: anywhere; }
pre { margin: 1rem 0 0; padding: 0.9rem; overflow-x: auto; background: var(--raised); border: 1px solid var(--line); border-radius: 8px; }
pre code { font-size: inherit; overflow-wrap: normal; }
nav { padding: 1rem 0; }
nav summary { cursor: pointer; font-weight: 600; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav ul ul { padding-left: 1rem; font-size: 0.92rem; }
nav a { display: inline-block; padding: 0.2rem 0; text-decoration: none; }
nav a:hover { text-decoration: underline; }
article { margin: 1.25rem 0; padding: 1.1rem; border: 1px solid var(--line); border-radius: 10px; }
article:target, tr:target { border-color: var(--accent); background: var(--raised); }
.address { margin: 0 0 0.75rem; }
.method { display: inline-block; min-width: 3.6rem; padding: 0.1rem 0.5rem; border: 1px solid currentColor; border-radius: 6px; font: 600 0.78rem/1.5 ui-monospace, monospace; text-align: center; }
.get { color: light-dark(#0b5394, #8cc3f5); }
.post { color: var(--accent); }
.delete { color: light-dark(#a3261d, #f59a92); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.35rem 1rem; margin: 0.75rem 0 0; }
dt { color: var(--quiet); }
dd { margin: 0; min-width: 0; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.92rem; }
th, td { padding: 0.45rem 0.75rem 0.45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 500; }
th:nth-child(1) { width: 36%; }
th:nth-child(2) { width: 18%; }
.required { color: var(--quiet); font-size: 0.78rem; white-space: nowrap; }
.quiet { color: var(--quiet); }
td:first-child code { white-space: nowrap; }
@media (max-width: 40rem) {
  thead { display: none; }
  tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  td { display: block; padding: 0; border: 0; }
  td:empty { display: none; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 0.5rem; }
}
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 17rem minmax(0, 1fr); column-gap: 2.5rem; }
  header { grid-column: 1 / -1; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; }
}
`;
