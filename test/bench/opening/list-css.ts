/** The look of the floors: a row for each method, one open panel, light and dark, a visible focus. */
export const LIST_CSS = `
:host { display: block; color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif; color: light-dark(#1c2433, #eef1f6) }
fieldset { margin: 0; border: 0; padding: 0 }
legend { padding: 12px 0 6px; font-size: 13px }
label { display: flex; gap: 12px; align-items: center; min-height: 56px; padding: 0 12px; border-bottom: 1px solid light-dark(#d8dde6, #3a4357) }
label:has(:focus-visible) { outline: 2px solid #1459c7; outline-offset: -2px }
input { width: 20px; height: 20px; margin: 0; accent-color: #1459c7 }
svg, img { flex: none; border-radius: 4px }
.panel { padding: 12px }
button { width: 100%; min-height: 48px; border: 0; border-radius: 8px; background: #1459c7; color: #fff; font: inherit; font-weight: 600 }
@media (prefers-reduced-motion: no-preference) { .panel { animation: open .15s } }
@keyframes open { from { opacity: 0 } }
`;
