/** The shop's back office: dense and plain. */
export const adminStyles = `
.back-room { display: grid; gap: 1.5rem; padding-top: 0.75rem; }
.back-room > *, .back-room .card > * { min-width: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
td.long { white-space: normal; overflow-wrap: anywhere; min-width: 14rem; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.actions form { display: flex; gap: 0.4rem; align-items: center; }
.actions input { width: 8rem; padding: 0.35rem 0.6rem; font-size: 0.875rem; }
.said { padding: 0.75rem 1rem; border-radius: 12px; background: var(--wait-wash); overflow-wrap: anywhere; }
`;
