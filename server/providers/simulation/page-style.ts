/** The colours of a provider's house. What says that something is wrong looks the same in every house. */
interface Colours {
  readonly ink: string;
  /** Ink for what matters less, and for the borders of controls. */
  readonly soft: string;
  readonly line: string;
  readonly paper: string;
  readonly ground: string;
  readonly accent: string;
  readonly onAccent: string;
}

const variables = ({ ink, soft, line, paper, ground, accent, onAccent }: Colours): string =>
  `--ink: ${ink}; --soft: ${soft}; --line: ${line}; --paper: ${paper}; --ground: ${ground};
  --accent: ${accent}; --on-accent: ${onAccent};`;

/** The pages a customer sees at a provider: one narrow column, big targets, light and dark by the system. */
export const pageStyle = ({ light, dark }: { readonly light: Colours; readonly dark: Colours }): string => `
:root { ${variables(light)} --bad: #b3261e; --bad-ground: #fdecea; }
@media (prefers-color-scheme: dark) {
  :root { ${variables(dark)} --bad: #ffb4ab; --bad-ground: #3d1a1c; }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 16px; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  display: grid; align-content: start; justify-items: center;
}
main { width: 100%; max-width: 420px; background: var(--paper); border: 1px solid var(--line); border-radius: 16px; padding: 24px; }
.test { width: 100%; max-width: 420px; margin: 0 0 12px; font-size: 13px; color: var(--soft); text-align: center; }
h1 { font-size: 20px; line-height: 1.3; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 14px; margin: 20px 0 8px; color: var(--soft); }
.amount { font-size: 32px; font-weight: 700; letter-spacing: -0.02em; margin: 12px 0 4px; font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); margin: 0 0 16px; overflow-wrap: anywhere; }
.number { font-size: 22px; font-weight: 700; letter-spacing: 0.04em; margin: 4px 0 12px; overflow-wrap: anywhere; }
.qr { font-size: 13px; font-weight: 400; letter-spacing: 0; }
form { display: grid; gap: 14px; margin-top: 16px; }
form.choices { grid-template-columns: 1fr 1fr; gap: 8px; margin-top: 0; }
form + .button { margin-top: 14px; }
fieldset { display: grid; gap: 2px; margin: 0; padding: 8px 14px 12px; border: 1px solid var(--line); border-radius: 10px; }
legend { padding: 0 6px; font-size: 14px; font-weight: 600; }
label { display: grid; gap: 4px; font-size: 14px; font-weight: 600; }
label.check { display: flex; align-items: center; gap: 10px; min-height: 44px; font-weight: 400; }
input {
  width: 100%; min-height: 48px; padding: 0 12px; font: inherit; font-weight: 400; color: inherit;
  background: transparent; border: 1px solid var(--soft); border-radius: 10px;
}
.check input { width: 20px; height: 20px; min-height: 0; padding: 0; accent-color: var(--accent); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
button, .button {
  display: grid; place-items: center; min-height: 50px; padding: 0 16px; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 12px; text-decoration: none;
}
button.plain, .button.plain, .choices button { color: var(--ink); background: transparent; border-color: var(--soft); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.error { margin: 12px 0 0; padding: 12px; border-radius: 10px; color: var(--bad); background: var(--bad-ground); }
details { margin-top: 20px; font-size: 14px; color: var(--soft); }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
ul { padding-left: 20px; margin: 8px 0 0; }
`;
