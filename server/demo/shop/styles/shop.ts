/** The greeting, the shelf, the cart, the checkout and the order. */
export const shopStyles = `
.greeting { position: relative; overflow: hidden; border-radius: 22px; background: #22335f; color: #fdf8ec; padding: 2.75rem 1.5rem 3rem; }
.greeting .band { position: absolute; inset: 0; color: #a7bcf5; opacity: 0.17; }
.greeting > div { position: relative; max-width: 36rem; display: grid; gap: 1rem; justify-items: start; }
.greeting h1 { font-size: clamp(2.1rem, 7vw, 3.4rem); letter-spacing: -0.01em; }
.eyebrow { font-size: 0.8125rem; letter-spacing: 0.08em; text-transform: uppercase; color: #f0c38f; font-weight: 600; }
@media (min-width: 48rem) { .greeting { padding: 4.5rem 4rem; } }

.collection { padding-top: 2.75rem; }
.shelf { display: grid; gap: 1.75rem 1rem; grid-template-columns: repeat(2, minmax(0, 1fr)); margin-top: 1.25rem; }
@media (min-width: 48rem) { .shelf { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 2.25rem 1.5rem; } }
@media (min-width: 64rem) { .shelf { grid-template-columns: repeat(4, minmax(0, 1fr)); } }
.product { display: flex; flex-direction: column; }
.art { border-radius: 16px; overflow: hidden; padding: 4%; margin-bottom: 0.8rem; }
.art svg { width: 100%; height: auto; transition: transform 0.3s; }
.product:hover .art svg { transform: translateY(-3px) scale(1.02); }
@media (prefers-reduced-motion: reduce) { .art svg { transition: none; } .product:hover .art svg { transform: none; } }
.sand { background: var(--sand); }
.clay { background: var(--clay); }
.leaf { background: var(--leaf); }
.indigo { background: var(--indigo); }
.origin { color: var(--soga); font-size: 0.8125rem; margin-top: 0.2rem; }
.note { color: var(--soft); font-size: 0.875rem; }
.price { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
.buy { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.4rem; margin-top: auto; padding-top: 0.6rem; }
.buy button { padding: 0.45rem 1rem; font-size: 0.875rem; }
@media (max-width: 30rem) { .buy { flex-direction: column; align-items: stretch; } .buy button { padding-block: 0.6rem; } }

.columns { display: grid; gap: 1.25rem; align-items: start; padding-top: 0.75rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 18px; padding: 1.25rem; display: grid; gap: 1rem; box-shadow: var(--shadow); min-width: 0; }
@media (min-width: 56rem) {
  .columns { grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr); gap: 2rem; }
  .columns.paying { grid-template-columns: minmax(0, 34rem) minmax(0, 22rem); justify-content: center; gap: 1.25rem 2.5rem; }
  .summary { position: sticky; top: 1.25rem; }
  .card { padding: 1.75rem; }
}
.lines { display: grid; gap: 1rem; }
.line { display: grid; grid-template-columns: 84px minmax(0, 1fr) auto; gap: 1rem; align-items: start; }
.line .art { margin: 0; padding: 8px; border-radius: 12px; }
.lines.small .line { grid-template-columns: 52px minmax(0, 1fr) auto; gap: 0.75rem; align-items: center; }
.lines.small .art { padding: 5px; border-radius: 10px; }
.line .name { font: 600 1.0625rem/1.15 var(--serif); }
.lines.small .name { font-size: 0.9375rem; }
.lines.small .price { font-size: 0.875rem; }
.amount { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-top: 0.6rem; align-items: center; }
.amount input[type='number'] { width: 4.25rem; padding: 0.35rem 0.5rem; }
@media (max-width: 30rem) { .line { grid-template-columns: 64px minmax(0, 1fr); } .line > .price { grid-column: 2; } .lines.small .line { grid-template-columns: 52px minmax(0, 1fr) auto; } .lines.small .line > .price { grid-column: auto; } }
.total { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; border-top: 1px solid var(--line); padding-top: 1rem; }
.total strong { font: 600 1.375rem/1.2 var(--serif); font-variant-numeric: tabular-nums; }
.customer { display: grid; gap: 1rem; }
.number { color: var(--soft); overflow-wrap: anywhere; }
.number strong { color: var(--ink); font-weight: 600; }

.payment { min-width: 0; display: grid; gap: 1rem; }
.paying > h1 { grid-column: 1 / -1; }
kasir-checkout {
  display: block; min-block-size: 100svh;
  --kasir-color-text: var(--ink); --kasir-color-muted: var(--soft);
  --kasir-color-surface: var(--card); --kasir-color-raised: var(--raised); --kasir-color-border: var(--line);
  --kasir-color-accent: var(--accent); --kasir-color-on-accent: var(--on-accent); --kasir-color-accent-soft: var(--accent-wash);
  --kasir-radius: 16px;
}
.after { display: flex; align-items: center; justify-content: space-between; flex-wrap: wrap; gap: 0.75rem; padding: 1rem 1.25rem; border-radius: 14px; background: var(--good-wash); color: var(--good); font-weight: 600; }
.after[hidden] { display: none; }
.payment:has(> .after:not([hidden])) > kasir-checkout { min-block-size: 0; }

.badge { justify-self: start; padding: 0.25rem 0.8rem; border-radius: 999px; font-size: 0.875rem; font-weight: 600; background: var(--wait-wash); color: var(--ink); }
.badge.paid { background: var(--good-wash); color: var(--good); }
.badge.expired, .badge.canceled { background: var(--bad-wash); }
#order .button { justify-self: start; }
.proof { grid-column: 1 / -1; display: grid; gap: 0.5rem; padding: 1rem 0.25rem; font-size: 0.8125rem; color: var(--soft); }
.proof h2 { font: 600 0.875rem/1.3 var(--sans); color: var(--ink); }
.proof .hint, .proof small { font-size: 0.75rem; }
.proof ol { display: grid; gap: 0.5rem; }
.proof li { display: flex; flex-wrap: wrap; gap: 0.2rem 0.6rem; align-items: baseline; }
.proof small { overflow-wrap: anywhere; }
.tick { color: var(--good); }
.notice { max-width: 34rem; margin: 0 auto; padding: 3.5rem 0; display: grid; gap: 1rem; justify-items: center; text-align: center; }
`;
