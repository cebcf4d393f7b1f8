import { createGuides } from './create-guides.ts';

export const guides = createGuides(
  {
    atmTitle: (bank) => `ATM ${bank}`,
    appTitle: (bank) => `Aplikasi ${bank}`,
    internetTitle: (bank) => `Internet banking ${bank}`,
    tellerTitle: (bank) => `Teller ${bank}`,
    otherBankTitle: (bank) => `Dari bank lain ke ${bank}`,
    storeTitle: (stores) => `Di ${stores}`,
    open: (app, path) => `Buka ${app}, lalu pilih ${path}.`,
    logIn: (site, path) => `Masuk ke ${site}, lalu pilih ${path}.`,
    atmMenu: (path) => `Masukkan kartu dan PIN, lalu pilih ${path}.`,
    anyMenu: 'menu virtual account, biasanya di Transfer atau Pembayaran',
    enterNumber: (number) => `Masukkan ${number}, lalu lanjutkan.`,
    companyCode: (code) => `Masukkan ${code} sebagai kode perusahaan, lalu pilih Benar.`,
    findCompany: (code) => `Cari kode perusahaan ${code}, lalu pilih penyedia yang muncul.`,
    paymentCode: (number) => `Masukkan ${number} sebagai kode bayar, lalu lanjutkan.`,
    check: (amount) => `Periksa nama penerima dan jumlah ${amount}, lalu setujui dengan PIN Anda.`,
    checkWithToken: (amount, token) =>
      `Periksa nama penerima dan jumlah ${amount}, lalu setujui dengan kode ${token ?? 'dari bank Anda'}.`,
    otherBankMenu: 'Buka aplikasi bank Anda atau datangi ATM-nya, lalu pilih transfer ke bank lain.',
    toBank: (bank, code, number) =>
      `Pilih bank tujuan ${bank}${code ? ` (kode ${code})` : ''}, lalu masukkan ${number} sebagai nomor rekening.`,
    askTeller: (bank, number) =>
      `Katakan kepada teller bahwa Anda ingin membayar ke virtual account ${bank} ${number}.`,
    payTeller: (amount) => `Bayar ${amount}, lalu simpan buktinya.`,
    askCashier: (biller) =>
      biller === undefined
        ? 'Katakan kepada kasir bahwa Anda ingin membayar belanja online dengan kode pembayaran.'
        : `Katakan kepada kasir bahwa Anda ingin membayar tagihan ${biller} untuk belanja online, dengan kode pembayaran.`,
    showCode: (number, barcode) =>
      barcode ? `Tunjukkan kode batang, atau sebutkan ${number}.` : `Tunjukkan atau sebutkan ${number}.`,
    payCashier: (amount, fee) =>
      fee
        ? `Bayar ${amount} ditambah biaya gerai bila ada, lalu simpan struknya.`
        : `Bayar ${amount}, lalu simpan struknya.`,
  },
  'id',
);
