import type { Language } from '../shared/language.ts';

interface Prefetched {
  /** The build of the script tag makes a download of this `import()`: nothing runs. */
  readonly prefetch: () => Promise<unknown>;
}

const FLOW: Prefetched = { prefetch: () => import('./payment-flow.ts') };
const ROW: Prefetched = { prefetch: () => import('./row-panel.ts') };
const MESSAGES: { readonly [L in Language]: Prefetched } = {
  id: { prefetch: () => import('./i18n/payment/id.ts') },
  en: { prefetch: () => import('./i18n/payment/en.ts') },
  th: { prefetch: () => import('./i18n/payment/th.ts') },
  vi: { prefetch: () => import('./i18n/payment/vi.ts') },
  ms: { prefetch: () => import('./i18n/payment/ms.ts') },
  fil: { prefetch: () => import('./i18n/payment/fil.ts') },
  zh: { prefetch: () => import('./i18n/payment/zh.ts') },
};

/**
 * Has the browser's cache ready for the first selected row, without the work and the memory of running what it needs.
 * `address`: of the BFF. Chunks from elsewhere are left alone: a page's content policy may let them run, but not be read.
 * Rejects when one of them does not come.
 */
export async function prefetchFlow(locale: Language | undefined, address: string): Promise<void> {
  if (!locale || !import.meta.url.startsWith(address)) return;
  await Promise.all([FLOW, MESSAGES[locale], ROW].map(({ prefetch }) => prefetch()));
}
