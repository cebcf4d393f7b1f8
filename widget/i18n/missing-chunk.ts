import type { Language } from '../../shared/language.ts';

/** In the entry itself: the chunk with the other texts may be the one that is missing. */
export const MISSING_CHUNK_TEXTS: Readonly<Record<Language, { heading: string; text: string; reload: string }>> = {
  id: {
    heading: 'Ada bagian halaman yang tidak bisa dimuat',
    text: 'Muat ulang halaman ini untuk melanjutkan. Pembayaran yang sudah dimulai tetap tersimpan.',
    reload: 'Muat ulang',
  },
  en: {
    heading: 'A part of this page cannot be loaded',
    text: 'Reload this page to go on. A payment that you have started is kept.',
    reload: 'Reload',
  },
};
