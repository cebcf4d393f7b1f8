import type { Messages } from './messages.ts';

export const messages: Messages = {
  loading: 'Memuat cara bayar…',
  total: 'Total pembayaran',
  payBefore: (when) => `Bayar sebelum ${when}`,
  orderItems: 'Rincian pesanan',
  chooseHeading: 'Pilih cara bayar',
  groups: {
    qr: 'Kode QR',
    ewallet: 'Dompet digital',
    bank_transfer: 'Transfer bank',
    store: 'Gerai ritel',
    card: 'Kartu',
    bank_account: 'Rekening bank',
    paylater: 'Bayar nanti',
    other: 'Lainnya',
  },
  savedHeading: 'Tersimpan',
  search: 'Cari cara bayar',
  noMatch: (query) => `Tidak ada cara bayar yang cocok dengan “${query}”.`,
  noChannels: 'Saat ini belum ada cara bayar yang bisa dipakai untuk pesanan ini. Hubungi toko.',
  pay: (amount) => `Bayar ${amount}`,
  paying: 'Menyiapkan pembayaran…',
  secure: 'Koneksi aman dan terenkripsi',
  retry: 'Coba lagi',
  errorHeading: 'Pembayaran belum bisa dimuat',
  offline: 'Koneksi terputus. Kami terus mencoba menyambung lagi.',
  problems: {
    token_expired: 'Sesi pembayaran sudah berakhir. Muat ulang halaman ini untuk melanjutkan.',
    unreachable: 'Koneksi terputus. Silakan coba lagi: Anda tidak akan membayar dua kali.',
    other: 'Terjadi kesalahan di pihak kami. Silakan coba lagi.',
  },
};
