/** An internal tool: dense, plain, readable; light and dark by the system; one column on a phone. */
export const STYLE = `
:root {
  --ink: #1b1f24; --soft: #59636e; --line: #d1d9e0; --paper: #ffffff; --ground: #f6f8fa; --code: #eff2f5;
  --accent: #0757c2; --good: #116329; --good-ground: #dafbe1; --bad: #a40e26; --bad-ground: #ffebe9; --on: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6edf3; --soft: #9aa4ae; --line: #3a424b; --paper: #171c23; --ground: #0d1117; --code: #262c36;
    --accent: #7fb6ff; --good: #7ee787; --good-ground: #12331d; --bad: #ff9d96; --bad-ground: #40171a; --on: #0d1117;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 20px 16px 48px; background: var(--ground); color: var(--ink);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
main, header { max-width: 880px; margin: 0 auto; }
h1 { font-size: 22px; margin: 0; }
h2 { font-size: 18px; margin: 0; }
h3 { font-size: 13px; margin: 24px 0 8px; color: var(--soft); text-transform: uppercase; letter-spacing: 0.06em; }
p { margin: 4px 0 0; }
a { color: var(--accent); }
.soft { color: var(--soft); }
.notice { margin-top: 16px; padding: 10px 14px; border-radius: 8px; background: var(--good-ground); color: var(--good); font-weight: 600; }
.notice.bad { background: var(--bad-ground); color: var(--bad); }
.provider { margin-top: 28px; }
.provider > header { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; justify-content: space-between; }
fieldset {
  min-width: 0; margin: 0 0 12px; padding: 12px 16px 16px; background: var(--paper);
  border: 1px solid var(--line); border-radius: 10px;
}
/* Floating takes it off the border, which a second line would break. */
legend { float: left; width: 100%; margin-bottom: 8px; padding: 0; font-weight: 600; overflow-wrap: anywhere; }
legend + * { clear: both; }
legend code { font-weight: 400; color: var(--soft); }
legend .amount { font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: 110px 1fr; gap: 4px 12px; margin: 0 0 12px; }
dt { color: var(--soft); }
dt::first-letter { text-transform: uppercase; }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
code { padding: 1px 6px; border-radius: 5px; background: var(--code); font: 14px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.status { padding: 1px 8px; border: 1px solid currentColor; border-radius: 99px; font-size: 12px; font-weight: 600; color: var(--soft); }
.status.good { color: var(--good); }
.status.bad { color: var(--bad); }
form { display: flex; flex-wrap: wrap; gap: 8px; }
button {
  min-height: 40px; padding: 0 14px; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 8px;
}
button:hover { border-color: var(--ink); }
button[value="pay"] { color: var(--on); background: var(--accent); border-color: var(--accent); }
button[aria-pressed="true"] { color: var(--on); background: var(--bad); border-color: var(--bad); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.empty { padding: 20px; text-align: center; border: 1px dashed var(--line); border-radius: 10px; color: var(--soft); }
@media (max-width: 520px) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 6px; } button { flex: 1 1 40%; } button[value="forge notification"] { flex-basis: 100%; } }
`;
