/** Colours, type and the things every page has. Indigo (nila) leads, brown (soga) answers. */
export const baseStyles = `
:root {
  color-scheme: light dark;
  --paper: #faf4e8;
  --card: #fffcf5;
  --ink: #2b211a;
  --soft: #74665a;
  --line: #e7dcc6;
  --nila: #22335f;
  --on-nila: #fdf8ec;
  --link: #2c4480;
  --soga: #8a4b1f;
  --raised: #f7efde;
  --accent: #22335f;
  --on-accent: #fdf8ec;
  --accent-wash: #e7ebf6;
  --good: #2d6a43;
  --good-wash: #e2f0e0;
  --wait-wash: #f6e9cf;
  --bad-wash: #f6dfd6;
  --sand: #f1e3c6;
  --clay: #ecd3bd;
  --leaf: #dbe5cd;
  --indigo: #d6def1;
  --shadow: 0 1px 2px rgb(60 40 20 / 8%), 0 8px 24px -12px rgb(60 40 20 / 18%);
  --serif: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Book Antiqua', Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Open Sans', sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14151d;
    --card: #1d1f2b;
    --ink: #f0e7d8;
    --soft: #b0a69a;
    --line: #343749;
    --nila: #3f5ba6;
    --on-nila: #fff;
    --link: #a7bcf5;
    --soga: #e0a06a;
    --raised: #25283a;
    --accent: #a7bcf5;
    --on-accent: #14151d;
    --accent-wash: #283050;
    --good: #93d3a4;
    --good-wash: #1f3527;
    --wait-wash: #3a2f1c;
    --bad-wash: #41241d;
    --sand: #4a4030;
    --clay: #4b372b;
    --leaf: #354033;
    --indigo: #313a57;
    --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px -12px rgb(0 0 0 / 60%);
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 var(--sans); }
h1, h2, h3 { font-family: var(--serif); line-height: 1.15; margin: 0; text-wrap: balance; font-weight: 600; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.375rem; }
h3 { font-size: 1.0625rem; }
p { margin: 0; }
a { color: var(--link); text-underline-offset: 0.18em; }
ul, ol { margin: 0; padding: 0; list-style: none; }
:focus-visible { outline: 3px solid var(--soga); outline-offset: 2px; border-radius: 4px; }
svg { display: block; }
code { font: 0.875em ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--card); padding: 0.5rem 1rem; z-index: 2; }

button, .button {
  display: inline-block; font: 600 1rem/1.2 var(--sans); cursor: pointer; text-align: center; text-decoration: none;
  color: var(--on-nila); background: var(--nila); border: 1px solid transparent; border-radius: 999px;
  padding: 0.7rem 1.35rem; transition: filter 0.15s;
}
button:hover, .button:hover { filter: brightness(1.15); }
button.quiet, .button.quiet { color: var(--link); background: none; border-color: var(--line); font-weight: 500; padding: 0.4rem 0.9rem; font-size: 0.875rem; }
button.wide { width: 100%; padding-block: 0.95rem; }
.button.light { background: #fdf8ec; color: #22335f; }

.top {
  display: flex; align-items: center; justify-content: space-between; gap: 1rem;
  max-width: 75rem; margin: 0 auto; padding: 0.9rem 1.25rem;
}
.brand { display: flex; align-items: center; gap: 0.6rem; font: 600 1.25rem/1 var(--serif); color: var(--ink); text-decoration: none; white-space: nowrap; }
.sign { width: 30px; height: 30px; }
.sign-soga { fill: var(--soga); }
.sign-nila { fill: var(--link); }
.top nav { display: flex; align-items: center; gap: 1.1rem; font-size: 0.9375rem; }
.top nav a { color: var(--ink); text-decoration: none; }
.top nav .to-cart { display: flex; align-items: center; }
.top nav a:hover { text-decoration: underline; }
.count { display: inline-block; min-width: 1.5rem; padding: 0 0.4rem; margin-left: 0.4rem; border-radius: 999px; background: var(--nila); color: var(--on-nila); font: 600 0.8125rem/1.5rem var(--sans); text-align: center; }
@media (max-width: 30rem) { .top { flex-wrap: wrap; } .top nav { gap: 0.8rem; } .brand { font-size: 1.125rem; } .top nav .language { font-size: 0.8125rem; } }

main { max-width: 75rem; margin: 0 auto; padding: 0 1.25rem 4rem; }
.bottom { max-width: 75rem; margin: 0 auto; padding: 1.25rem 1.25rem 3rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; display: grid; gap: 0.75rem; }
.bottom .links { display: flex; flex-wrap: wrap; gap: 0.4rem 1.25rem; }

.field { display: grid; gap: 0.3rem; }
.field > span, legend { font-size: 0.875rem; font-weight: 600; color: var(--ink); }
input[type='text'], input[type='email'], input[type='tel'], input[type='number'], input:not([type]), select {
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 10px;
  padding: 0.65rem 0.8rem; width: 100%; min-width: 0;
}
.hint, small { color: var(--soft); font-size: 0.875rem; }
.options summary { cursor: pointer; width: fit-content; }
.options form { display: grid; gap: 1rem; max-width: 28rem; margin-top: 1rem; padding: 1.25rem; border: 1px dashed var(--line); border-radius: 14px; background: var(--card); }
.options fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.35rem 1.1rem; }
.options legend { padding: 0; margin-bottom: 0.35rem; }
.options button { justify-self: start; }
`;
