import type { Language } from '../../shared/language.ts';

/** In the entry itself: the chunk with all other texts may be the one that is missing. */
export const RELOAD_TEXT: Readonly<Record<Language, string>> = {
  id: 'Muat ulang halaman ini',
  en: 'Reload this page',
  th: 'โหลดหน้านี้ใหม่',
  vi: 'Tải lại trang này',
  ms: 'Muat semula halaman ini',
  fil: 'I-reload ang pahinang ito',
  zh: '重新加载此页面',
};
