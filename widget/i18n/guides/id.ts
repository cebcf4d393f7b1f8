import type { GuideFacts, Guides, GuideText } from './guides.ts';

const toCashier = ({ biller }: GuideFacts): string =>
  biller === undefined
    ? 'Katakan kepada kasir bahwa Anda ingin membayar belanja online dengan kode pembayaran.'
    : `Katakan kepada kasir bahwa Anda ingin membayar tagihan ${biller} untuk belanja online, dengan kode pembayaran.`;

const check = ({ amount }: GuideFacts): string =>
  `Periksa nama penerima dan jumlah ${amount}, lalu setujui dengan PIN Anda.`;

const otherBank: GuideText = (facts) => [
  {
    title: `Dari bank lain ke ${facts.place}`,
    steps: [
      'Buka aplikasi bank Anda, pilih Transfer, lalu Transfer ke bank lain atau virtual account.',
      `Pilih bank tujuan ${facts.place}, lalu masukkan ${facts.number} sebagai nomor rekening.`,
      check(facts),
    ],
  },
];

export const guides: Guides = {
  named: {
    va_bca: (facts) => [
      {
        title: 'BCA mobile',
        steps: [
          'Buka BCA mobile, pilih m-Transfer, lalu BCA Virtual Account.',
          `Masukkan ${facts.number}, lalu ketuk Send.`,
          check(facts),
        ],
      },
      {
        title: 'myBCA',
        steps: [
          'Buka myBCA, pilih Transfer, lalu Virtual Account.',
          `Masukkan ${facts.number}, lalu lanjutkan.`,
          check(facts),
        ],
      },
      {
        title: 'KlikBCA',
        steps: [
          'Masuk ke KlikBCA, pilih Transfer Dana, lalu Transfer ke BCA Virtual Account.',
          `Masukkan ${facts.number}, lalu lanjutkan.`,
          `Periksa jumlah ${facts.amount}, lalu kirim dengan kode KeyBCA.`,
        ],
      },
      {
        title: 'ATM BCA',
        steps: [
          'Pilih Transaksi Lainnya, Transfer, lalu Ke Rek BCA Virtual Account.',
          `Masukkan ${facts.number}.`,
          check(facts),
        ],
      },
    ],
    va_mandiri: (facts) => [
      {
        title: 'Livin’ by Mandiri',
        steps: [
          'Buka Livin’ by Mandiri, lalu pilih Bayar.',
          `Tempel ${facts.number} di kotak pencarian, lalu pilih penyedia yang muncul. Lima angka pertamanya adalah kode perusahaan.`,
          `Masukkan ${facts.number} sebagai nomor virtual account, lalu lanjutkan.`,
          check(facts),
        ],
      },
      {
        title: 'ATM Mandiri',
        steps: [
          'Pilih Bayar/Beli, Lainnya, lalu Multipayment.',
          'Masukkan lima angka pertama nomor virtual account sebagai kode perusahaan.',
          `Masukkan ${facts.number} seluruhnya sebagai kode bayar, lalu pilih Benar.`,
          check(facts),
        ],
      },
      ...otherBank(facts),
    ],
    va_bni: (facts) => [
      {
        title: 'BNI Mobile Banking atau wondr',
        steps: [
          'Buka aplikasinya, pilih Transfer, lalu Virtual Account Billing.',
          `Masukkan ${facts.number}, lalu lanjutkan.`,
          check(facts),
        ],
      },
      {
        title: 'ATM BNI',
        steps: ['Pilih Menu Lain, Transfer, lalu Virtual Account Billing.', `Masukkan ${facts.number}.`, check(facts)],
      },
      ...otherBank(facts),
    ],
    va_bri: (facts) => [
      {
        title: 'BRImo',
        steps: [
          'Buka BRImo, pilih BRIVA, lalu Pembayaran Baru.',
          `Masukkan ${facts.number}, lalu lanjutkan.`,
          check(facts),
        ],
      },
      {
        title: 'ATM BRI',
        steps: ['Pilih Transaksi Lain, Pembayaran, Lainnya, lalu BRIVA.', `Masukkan ${facts.number}.`, check(facts)],
      },
      ...otherBank(facts),
    ],
    va_permata: (facts) => [
      {
        title: 'Permata ME',
        steps: [
          'Buka aplikasi Permata, pilih Bayar Tagihan, lalu Virtual Account.',
          `Masukkan ${facts.number}, lalu lanjutkan.`,
          check(facts),
        ],
      },
      {
        title: 'ATM Permata',
        steps: [
          'Pilih Transaksi Lainnya, Pembayaran, Pembayaran Lainnya, lalu Virtual Account.',
          `Masukkan ${facts.number}.`,
          check(facts),
        ],
      },
      ...otherBank(facts),
    ],
    retail_alfamart: (facts) => [
      {
        title: 'Di Alfamart, Alfamidi, Dan+Dan, atau Lawson',
        steps: [
          toCashier(facts),
          `Tunjukkan kode batang, atau sebutkan ${facts.number}.`,
          `Bayar ${facts.amount} ditambah biaya gerai bila ada, lalu simpan struknya.`,
        ],
      },
    ],
    retail_indomaret: (facts) => [
      {
        title: 'Di Indomaret atau Ceriamart',
        steps: [
          toCashier(facts),
          `Tunjukkan kode batang, atau sebutkan ${facts.number}.`,
          `Bayar ${facts.amount} ditambah biaya gerai bila ada, lalu simpan struknya.`,
        ],
      },
    ],
  },
  virtualAccount: (facts) => [
    {
      title: `Aplikasi ${facts.place}`,
      steps: [
        `Buka aplikasi ${facts.place}, pilih Transfer atau Pembayaran, lalu Virtual Account.`,
        `Masukkan ${facts.number}, lalu lanjutkan.`,
        check(facts),
      ],
    },
    {
      title: `ATM ${facts.place}`,
      steps: ['Pilih Transaksi Lainnya, Pembayaran, lalu Virtual Account.', `Masukkan ${facts.number}.`, check(facts)],
    },
    ...otherBank(facts),
  ],
  retail: (facts) => [
    {
      title: `Di ${facts.place}`,
      steps: [
        'Katakan kepada kasir bahwa Anda ingin membayar dengan kode pembayaran.',
        `Tunjukkan atau sebutkan ${facts.number}.`,
        `Bayar ${facts.amount}, lalu simpan struknya.`,
      ],
    },
  ],
};
