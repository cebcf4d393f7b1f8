import type { GuideFacts, Guides, GuideText } from './guides.ts';

const toCashier = ({ biller }: GuideFacts): string =>
  biller === undefined
    ? 'Tell the cashier that you want to pay for an online order with a payment code.'
    : `Tell the cashier that you want to pay a ${biller} bill, for an online order, with a payment code.`;

const check = ({ amount }: GuideFacts): string =>
  `Check the recipient and the amount ${amount}, then approve with your PIN.`;

const otherBank: GuideText = (facts) => [
  {
    title: `From another bank to ${facts.place}`,
    steps: [
      'Open your bank’s app and choose Transfer, then transfer to another bank or virtual account.',
      `Choose ${facts.place} as the bank and enter ${facts.number} as the account number.`,
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
          'Open BCA mobile, choose m-Transfer, then BCA Virtual Account.',
          `Enter ${facts.number} and tap Send.`,
          check(facts),
        ],
      },
      {
        title: 'myBCA',
        steps: ['Open myBCA, choose Transfer, then Virtual Account.', `Enter ${facts.number} and go on.`, check(facts)],
      },
      {
        title: 'KlikBCA',
        steps: [
          'Log in to KlikBCA, choose Transfer Dana, then Transfer ke BCA Virtual Account.',
          `Enter ${facts.number} and go on.`,
          `Check the amount ${facts.amount} and send it with your KeyBCA code.`,
        ],
      },
      {
        title: 'BCA ATM',
        steps: [
          'Choose Transaksi Lainnya, Transfer, then Ke Rek BCA Virtual Account.',
          `Enter ${facts.number}.`,
          check(facts),
        ],
      },
    ],
    va_mandiri: (facts) => [
      {
        title: 'Livin’ by Mandiri',
        steps: [
          'Open Livin’ by Mandiri and choose Bayar (pay).',
          `Paste ${facts.number} into the search box and choose the provider that appears. Its first five digits are the company code.`,
          `Enter ${facts.number} as the virtual account number and go on.`,
          check(facts),
        ],
      },
      {
        title: 'Mandiri ATM',
        steps: [
          'Choose Bayar/Beli, Lainnya, then Multipayment.',
          'Enter the first five digits of the virtual account number as the company code.',
          `Enter all of ${facts.number} as the payment code and choose Benar.`,
          check(facts),
        ],
      },
      ...otherBank(facts),
    ],
    va_bni: (facts) => [
      {
        title: 'BNI Mobile Banking or wondr',
        steps: [
          'Open the app, choose Transfer, then Virtual Account Billing.',
          `Enter ${facts.number} and go on.`,
          check(facts),
        ],
      },
      {
        title: 'BNI ATM',
        steps: ['Choose Menu Lain, Transfer, then Virtual Account Billing.', `Enter ${facts.number}.`, check(facts)],
      },
      ...otherBank(facts),
    ],
    va_bri: (facts) => [
      {
        title: 'BRImo',
        steps: [
          'Open BRImo, choose BRIVA, then Pembayaran Baru (new payment).',
          `Enter ${facts.number} and go on.`,
          check(facts),
        ],
      },
      {
        title: 'BRI ATM',
        steps: ['Choose Transaksi Lain, Pembayaran, Lainnya, then BRIVA.', `Enter ${facts.number}.`, check(facts)],
      },
      ...otherBank(facts),
    ],
    va_permata: (facts) => [
      {
        title: 'Permata ME',
        steps: [
          'Open the Permata app, choose Bayar Tagihan (pay bills), then Virtual Account.',
          `Enter ${facts.number} and go on.`,
          check(facts),
        ],
      },
      {
        title: 'Permata ATM',
        steps: [
          'Choose Transaksi Lainnya, Pembayaran, Pembayaran Lainnya, then Virtual Account.',
          `Enter ${facts.number}.`,
          check(facts),
        ],
      },
      ...otherBank(facts),
    ],
    retail_alfamart: (facts) => [
      {
        title: 'At Alfamart, Alfamidi, Dan+Dan or Lawson',
        steps: [
          toCashier(facts),
          `Show the barcode, or read out ${facts.number}.`,
          `Pay ${facts.amount}, plus the store’s fee if there is one, and keep the receipt.`,
        ],
      },
    ],
    retail_indomaret: (facts) => [
      {
        title: 'At Indomaret or Ceriamart',
        steps: [
          toCashier(facts),
          `Show the barcode, or read out ${facts.number}.`,
          `Pay ${facts.amount}, plus the store’s fee if there is one, and keep the receipt.`,
        ],
      },
    ],
  },
  virtualAccount: (facts) => [
    {
      title: `${facts.place} app`,
      steps: [
        `Open the ${facts.place} app, choose Transfer or Payment, then Virtual Account.`,
        `Enter ${facts.number} and go on.`,
        check(facts),
      ],
    },
    {
      title: `${facts.place} ATM`,
      steps: ['Choose Transaksi Lainnya, Pembayaran, then Virtual Account.', `Enter ${facts.number}.`, check(facts)],
    },
    ...otherBank(facts),
  ],
  retail: (facts) => [
    {
      title: `At ${facts.place}`,
      steps: [
        'Tell the cashier that you want to pay with a payment code.',
        `Show or read out ${facts.number}.`,
        `Pay ${facts.amount} and keep the receipt.`,
      ],
    },
  ],
};
