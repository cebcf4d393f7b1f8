import type { ChannelRule, Country } from './rules.ts';
import { cards, counter, HOUR, qrCode, RETURNS, rule, SAVES, virtualAccount, wallet } from './rules.ts';

type Limits = readonly [number, number];

const TO_APP = ['DEEPLINK_URL', 'WEB_URL'] as const;
const ANYWHERE = [...TO_APP, 'QR_STRING'] as const;
const QUARTER = HOUR / 4;

const refundable = (refundDays?: number): Pick<ChannelRule, 'refund' | 'refundDays'> => ({
  refund: 'partial',
  refundDays,
});

const banking = (country: Country, [code, ...limits]: readonly [string, number, number]): ChannelRule =>
  rule(country, 'ONLINE_BANKING', code, limits);

const debit = (country: Country, code: string, limits: Limits, more: Partial<ChannelRule> = {}): ChannelRule =>
  rule(country, 'DIRECT_DEBIT', code, limits, { save: true, ...more });

const PHILIPPINES: readonly ChannelRule[] = [
  virtualAccount('PH', 'BANK_TRANSFER', [1, 200_000_000], { expirySettable: false }),
  counter('PH', '7ELEVEN', [50, 50_000], { reusable: false, customCode: false }),
  ...(
    [
      ['7ELEVEN_CLIQQ', 50, 50_000],
      ['CEBUANA', 50, 30_000],
      ['CVM', 50, 30_000],
      ['ECPAY', 1, 50_000],
      ['ECPAY_DRAGONLOAN', 50, 20_000],
      ['ECPAY_SCHOOL', 50, 50_000],
      ['LBC', 50, 200_000],
      ['MLHUILLIER', 50, 200_000],
      ['PALAWAN', 50, 20_000],
      ['RD_PAWNSHOP', 50, 20_000],
      ['ROBINSONS_BILLS_PAYMENT', 50, 200_000],
      ['SM_BILLS_PAYMENT', 50, 200_000],
      ['USSC', 50, 20_000],
    ] as const
  ).map(([code, ...limits]) => counter('PH', code, limits)),
  qrCode('PH', 'QRPH', [1, 50_000]),
  wallet('PH', 'GCASH', [1, 100_000], { steps: TO_APP, lifeSeconds: QUARTER, ...refundable(180) }),
  wallet('PH', 'GRABPAY', [1, 100_000], { ...SAVES, lifeSeconds: QUARTER, tokenYears: 10, ...refundable(365) }),
  wallet('PH', 'PAYMAYA', [1, 100_000], { ...SAVES, lifeSeconds: QUARTER, ...refundable(365) }),
  wallet('PH', 'SHOPEEPAY', [1, 100_000], {
    ...SAVES,
    steps: ANYWHERE,
    lifeSeconds: QUARTER,
    tokenYears: 5,
    ...refundable(90),
  }),
  cards('PH', [20, 700_000]),
  debit('PH', 'BPI_DIRECT_DEBIT', [1, 500_000], { tokenYears: 0.25, ...refundable(30) }),
  debit('PH', 'BPI_RECURRING', [1, 500_000], { skipsApproval: true, tokenYears: 0.25, ...refundable(30) }),
  debit('PH', 'CHINABANK_DIRECT_DEBIT', [1, 50_000], { tokenYears: 0.25, ...refundable(30) }),
  debit('PH', 'RCBC_DIRECT_DEBIT', [1, 50_000], refundable(30)),
  debit('PH', 'UBP_DIRECT_DEBIT', [1, 100_000], { tokenYears: 1, ...refundable(30) }),
  debit('PH', 'UBP_EADA', [1, 100_000], { skipsApproval: true, tokenYears: 1, ...refundable(30) }),
  ...(
    [
      ['BDO_ONLINE_BANKING', 1, 2_000_000],
      ['BOC_ONLINE_BANKING', 10, 1_000_000],
      ['BPI_ONLINE_BANKING', 1, 250_000],
      ['CHINABANK_ONLINE_BANKING', 1, 1_000_000],
      ['INSTAPAY_ONLINE_BANKING', 1, 35_000],
      ['LANDBANK_ONLINE_BANKING', 1, 250_000],
      ['MAYBANK_ONLINE_BANKING', 1, 1_000_000],
      ['METROBANK_ONLINE_BANKING', 1, 2_000_000],
      ['PESONET_ONLINE_BANKING', 50_000.01, 20_000_000],
      ['PNB_ONLINE_BANKING', 1, 1_000_000],
      ['PSBANK_ONLINE_BANKING', 10, 25_000],
      ['RCBC_ONLINE_BANKING', 500, 1_000_000],
      ['ROBINSONS_BANK_ONLINE_BANKING', 10, 1_000_000],
      ['SECURITY_BANK_ONLINE_BANKING', 1, 500_000],
      ['UNIONBANK_ONLINE_BANKING', 1, 100_000],
    ] as const
  ).map((row) => banking('PH', row)),
  rule('PH', 'PAYLATER', 'BILLEASE', [50, 150_000], { refund: 'full' }),
];

const mobile = (code: string, steps: ChannelRule['steps'], lifeSeconds = QUARTER): ChannelRule =>
  rule('TH', 'ONLINE_BANKING', code, [20, 700_000], {
    required: [...RETURNS, 'account_mobile_number'],
    steps,
    lifeSeconds,
  });

const THAILAND: readonly ChannelRule[] = [
  virtualAccount('TH', 'STANDARD_CHARTERED_VIRTUAL_ACCOUNT', [20, 700_000], { customCode: false }),
  qrCode('TH', 'PROMPTPAY', [1, 700_000]),
  wallet('TH', 'LINEPAY', [1, 50_000]),
  wallet('TH', 'SHOPEEPAY', [1, 200_000], { lifeSeconds: 2 * HOUR }),
  wallet('TH', 'TRUEMONEY', [1, 50_000], { lifeSeconds: 2 * HOUR }),
  wallet('TH', 'WECHATPAY', [1, 70_000], { required: [...RETURNS, 'pending_return_url'] }),
  cards('TH', [1, 700_000]),
  debit('TH', 'BBL_DIRECT_DEBIT', [20, 700_000], { skipsApproval: true }),
  debit('TH', 'KRUNGSRI_DIRECT_DEBIT', [20, 700_000], {
    skipsApproval: true,
    steps: ['DEEPLINK_URL'],
    lifeSeconds: QUARTER,
  }),
  debit('TH', 'KTB_DIRECT_DEBIT', [20, 700_000], { skipsApproval: true }),
  debit('TH', 'SCB_DIRECT_DEBIT', [20, 700_000], { skipsApproval: true }),
  mobile('BBL_MOBILE_BANKING', ['DEEPLINK_URL']),
  mobile('KBANK_MOBILE_BANKING', ['WEB_URL']),
  mobile('KRUNGSRI_MOBILE_BANKING', ['DEEPLINK_URL']),
  mobile('KTB_MOBILE_BANKING', ['DEEPLINK_URL']),
  mobile('SCB_MOBILE_BANKING', ['WEB_URL'], 24 * HOUR),
];

const VIETNAM: readonly ChannelRule[] = [
  ...['BIDV', 'MSB', 'PV', 'VIETCAPITAL', 'VPB', 'WOORI'].map((bank) =>
    virtualAccount('VN', `${bank}_VIRTUAL_ACCOUNT`, [10_000, 499_999_999], {
      steps: ['VIRTUAL_ACCOUNT_NUMBER', 'QR_STRING'],
      customCode: bank === 'MSB' || bank === 'PV',
    }),
  ),
  wallet('VN', 'APPOTA', [1, 50_000_000], { lifeSeconds: 1_200, refund: 'full' }),
  wallet('VN', 'MOMO', [1, 50_000_000], refundable()),
  wallet('VN', 'SHOPEEPAY', [1, 50_000_000], { lifeSeconds: 1_500, ...refundable(90) }),
  wallet('VN', 'VIETTELPAY', [1, 50_000_000], { lifeSeconds: 1_500 }),
  wallet('VN', 'VNPTWALLET', [1, 50_000_000], { lifeSeconds: 600, refund: 'full' }),
  wallet('VN', 'ZALOPAY', [1, 50_000_000], { lifeSeconds: QUARTER, ...refundable(180) }),
  // The printed maximum of 100,000 contradicts the provider's own test amounts around 400,000: not enforced.
  cards('VN', [1_000, 500_000_000]),
];

const RETAIL_BANKS =
  'AFFIN AGRO ALLIANCE AMBANK BOC BSN CIMB HLB HSBC ISLAM KFH MAYB2E MAYB2U MUAMALAT OCBC PUBLIC RAKYAT RHB SCH UOB';
const BUSINESS_BANKS =
  'AFFIN AGRO ALLIANCE AMBANK BNP CIMB CITIBANK DEUTSCHE HLB HSBC ISLAM KFH MAYB2E MUAMALAT OCBC PUBLIC RAKYAT RHB SCH UOB';

const MALAYSIA_AND_SINGAPORE: readonly ChannelRule[] = [
  virtualAccount('MY', 'AMBANK_VIRTUAL_ACCOUNT', [1, 10_000_000], { customCode: false }),
  wallet('MY', 'GRABPAY', [1, 1_500], { ...SAVES, lifeSeconds: 2_100, tokenYears: 10, ...refundable(365) }),
  wallet('MY', 'SHOPEEPAY', [1, 4_999], {
    ...SAVES,
    steps: ANYWHERE,
    lifeSeconds: 1_200,
    tokenYears: 5,
    ...refundable(365),
  }),
  wallet('MY', 'TOUCHNGO', [1, 20_000], { ...SAVES, steps: ANYWHERE, lifeSeconds: HOUR, ...refundable(30) }),
  wallet('MY', 'WECHATPAY', [1, 4_999], {
    steps: ['DEEPLINK_URL', 'QR_STRING'],
    lifeSeconds: 300,
    refund: 'full',
    refundDays: 365,
  }),
  cards('MY', [1, 5_000]),
  ...RETAIL_BANKS.split(' ').map((bank) => banking('MY', [`${bank}_FPX`, 1, 30_000])),
  ...BUSINESS_BANKS.split(' ').map((bank) => banking('MY', [`${bank}_FPX_BUSINESS`, 1, 1_000_000])),
  qrCode('SG', 'SGQR', [0.01, 200_000], { expirySettable: true }),
  cards('SG', [1, 1_000], 180),
];

export const ABROAD: readonly ChannelRule[] = [...PHILIPPINES, ...THAILAND, ...VIETNAM, ...MALAYSIA_AND_SINGAPORE];
