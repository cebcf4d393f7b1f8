import { createGuides } from './create-guides.ts';

export const guides = createGuides(
  {
    atmTitle: (bank) => `ATM ${bank}`,
    appTitle: (bank) => `Aplikasi ${bank}`,
    internetTitle: (bank) => `Perbankan internet ${bank}`,
    tellerTitle: (bank) => `Juruwang ${bank}`,
    otherBankTitle: (bank) => `Dari bank lain ke ${bank}`,
    storeTitle: (stores) => `Di ${stores}`,
    open: (app, path) => `Buka ${app} dan pilih ${path}.`,
    logIn: (site, path) => `Log masuk ke ${site} dan pilih ${path}.`,
    atmMenu: (path) => `Masukkan kad dan PIN, kemudian pilih ${path}.`,
    anyMenu: 'menu akaun maya (Virtual Account), biasanya di bawah Pindahan atau Bayaran',
    enterNumber: (number) => `Masukkan ${number} dan teruskan.`,
    companyCode: (code) => `Masukkan ${code} sebagai kod syarikat dan pilih Benar.`,
    findCompany: (code) => `Cari kod syarikat ${code} dan pilih penyedia yang muncul.`,
    paymentCode: (number) => `Masukkan ${number} sebagai kod bayaran (kode bayar) dan teruskan.`,
    check: (amount) => `Semak penerima dan jumlah ${amount}, kemudian luluskan dengan PIN anda.`,
    checkWithToken: (amount, token) =>
      `Semak penerima dan jumlah ${amount}, kemudian luluskan dengan kod ${token ?? 'daripada bank anda'}.`,
    otherBankMenu: 'Buka aplikasi bank anda atau pergi ke ATM, kemudian pilih pindahan ke bank lain.',
    toBank: (bank, code, number) =>
      `Pilih ${bank}${code ? ` (kod ${code})` : ''} sebagai bank penerima dan masukkan ${number} sebagai nombor akaun.`,
    askTeller: (bank, number) => `Beritahu juruwang bahawa anda mahu membayar ke akaun maya ${bank} ${number}.`,
    payTeller: (amount) => `Bayar ${amount} dan simpan resitnya.`,
    askCashier: (biller) =>
      biller === undefined
        ? 'Beritahu juruwang bahawa anda mahu membayar pesanan dalam talian dengan kod bayaran.'
        : `Beritahu juruwang bahawa anda mahu membayar bil ${biller} untuk pesanan dalam talian, dengan kod bayaran.`,
    showCode: (number, barcode) =>
      barcode ? `Tunjukkan kod bar, atau sebut ${number}.` : `Tunjukkan atau sebut ${number}.`,
    payCashier: (amount, fee) =>
      fee ? `Bayar ${amount} serta caj kedai jika ada, dan simpan resitnya.` : `Bayar ${amount} dan simpan resitnya.`,
  },
  'ms',
);
