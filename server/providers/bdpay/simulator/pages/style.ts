/** The platform's pages: one narrow column, big targets, light and dark by the system. */
export const PAGE_STYLE = `
:root {
  --ink: #10241d; --soft: #4f665c; --line: #d4e2da; --paper: #ffffff; --ground: #ecf5f0;
  --accent: #0b7a4b; --on-accent: #ffffff; --bad: #a3261b; --bad-ground: #fdecea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6f2ec; --soft: #9fb8ac; --line: #2d4a3e; --paper: #14261f; --ground: #0a1813;
    --accent: #5fd6a0; --on-accent: #06251a; --bad: #ffb4ab; --bad-ground: #3d1a1c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 16px; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  display: grid; align-content: start; justify-items: center;
}
main { width: 100%; max-width: 420px; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 24px; }
.test { width: 100%; max-width: 420px; margin: 0 0 12px; font-size: 13px; color: var(--soft); text-align: center; }
h1 { font-size: 20px; line-height: 1.3; margin: 0 0 4px; }
.amount { font-size: 32px; font-weight: 700; margin: 12px 0 4px; font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); margin: 0 0 16px; overflow-wrap: anywhere; }
form { display: grid; gap: 14px; margin-top: 16px; }
fieldset { display: grid; gap: 2px; margin: 0; padding: 8px 14px 12px; border: 1px solid var(--line); border-radius: 10px; }
legend { padding: 0 6px; font-size: 14px; font-weight: 600; }
label.check { display: flex; align-items: center; gap: 10px; min-height: 44px; }
input[type=radio] { width: 20px; height: 20px; accent-color: var(--accent); }
button, .button {
  display: grid; place-items: center; min-height: 50px; padding: 0 16px; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 10px; text-decoration: none;
}
button.plain, .button.plain { color: var(--ink); background: transparent; border-color: var(--soft); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.error { margin: 12px 0 0; padding: 12px; border-radius: 10px; color: var(--bad); background: var(--bad-ground); }
`;
