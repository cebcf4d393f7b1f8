/** The provider's pages: one narrow column, big targets, light and dark by the system. */
export const PAGE_STYLE = `
:root {
  --ink: #14203a; --soft: #5b6781; --line: #d9dfeb; --paper: #ffffff; --ground: #eef2f9;
  --accent: #2b4bf2; --on-accent: #ffffff; --bad: #b3261e; --bad-ground: #fdecea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e9edf7; --soft: #9fabc4; --line: #33405c; --paper: #18213a; --ground: #0e1527;
    --accent: #8ea2ff; --on-accent: #0e1527; --bad: #ffb4ab; --bad-ground: #3d1a1c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 16px; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  display: grid; align-content: start; justify-items: center;
}
main { width: 100%; max-width: 420px; background: var(--paper); border: 1px solid var(--line); border-radius: 16px; padding: 24px; }
.test { width: 100%; max-width: 420px; margin: 0 0 12px; font-size: 13px; color: var(--soft); text-align: center; }
h1 { font-size: 20px; line-height: 1.3; margin: 0 0 4px; }
.amount { font-size: 32px; font-weight: 700; letter-spacing: -0.02em; margin: 12px 0 4px; font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); margin: 0 0 16px; overflow-wrap: anywhere; }
form { display: grid; gap: 14px; margin-top: 16px; }
label { display: grid; gap: 4px; font-size: 14px; font-weight: 600; }
label.check { display: flex; align-items: center; gap: 10px; font-weight: 400; }
input:not([type=checkbox]) {
  width: 100%; min-height: 48px; padding: 0 12px; font: inherit; font-weight: 400; color: inherit;
  background: transparent; border: 1px solid var(--soft); border-radius: 10px;
}
input[type=checkbox] { width: 20px; height: 20px; accent-color: var(--accent); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
button, .button {
  display: grid; place-items: center; min-height: 50px; padding: 0 16px; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 12px; text-decoration: none;
}
button.plain, .button.plain { color: var(--ink); background: transparent; border-color: var(--soft); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
form + .button { margin-top: 14px; }
.error { margin: 12px 0 0; padding: 12px; border-radius: 10px; color: var(--bad); background: var(--bad-ground); }
details { margin-top: 20px; font-size: 14px; color: var(--soft); }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
ul { padding-left: 20px; margin: 8px 0 0; }
`;
