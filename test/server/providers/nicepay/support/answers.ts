import { REFERENCE, tXidOf } from './order.ts';

/* Responses of NICEPAY: every value is a text, fields of other payment methods are null. */

const NOTHING = {
  ...{ bankCd: null, vacctNo: null, vacctValidDt: null, vacctValidTm: null, mitraCd: null, payNo: null },
  ...{ payValidDt: null, payValidTm: null, qrContent: null, qrUrl: null, paymentExpDt: null, paymentExpTm: null },
  ...{ requestURL: null, redirectUrlHttp: null, redirectToken: null },
};

type Fields = Readonly<Record<string, unknown>>;

const registered = (iMid: string, payMethod: string, over: Fields): object => ({
  resultCd: '0000',
  resultMsg: 'SUCCESS',
  tXid: tXidOf(iMid, payMethod),
  referenceNo: REFERENCE,
  payMethod,
  amt: '150000',
  transDt: '20260301',
  transTm: '170000',
  description: null,
  ...NOTHING,
  ...over,
});

export const VA_NUMBER = '7014025500001234';
export const vaRegistered = (over: Fields = {}): object =>
  registered('VAMERCH001', '02', {
    currency: 'IDR',
    bankCd: 'CENA',
    vacctNo: VA_NUMBER,
    vacctValidDt: '20260302',
    vacctValidTm: '170000',
    ...over,
  });

export const PAY_NO = '0041231106386098';
export const storeRegistered = (over: Fields = {}): object =>
  registered('DEFAULT001', '03', { mitraCd: 'ALMA', payNo: PAY_NO, ...over });

export const QR_TEXT = '00020101021226650013ID.CO.EXAMPLE.WWW01189360000000000000000215ABCDEFGHIJKLMNO6304ABCD';
export const qrRegistered = (over: Fields = {}): object =>
  registered('DEFAULT001', '08', {
    mitraCd: 'QSHP',
    qrContent: QR_TEXT,
    qrUrl: 'https://dev.nicepay.co.id/nicepay/api/generateQrisImage/x',
    paymentExpDt: '20260301',
    paymentExpTm: '180000',
    ...over,
  });

export const walletRegistered = (over: Fields = {}): object =>
  registered('DEFAULT001', '05', { mitraCd: 'DANA', ...over });

export const cardRegistered = (iMid = 'CARDMERC01', over: Fields = {}): object => registered(iMid, '01', over);

export const pageRegistered = (over: Fields = {}): object =>
  registered('DEFAULT001', '00', {
    currency: 'IDR',
    goodsNm: 'Two notebooks',
    billingNm: 'Customer',
    paymentURL: 'https://dev.nicepay.co.id/nicepay/redirect/v2/payment',
    ...over,
  });

/** The response to an inquiry: `status` decides, `resultCd` 0000 only says that it was answered. */
export const transactionStatus = (iMid: string, payMethod: string, status: string, over: Fields = {}): object => ({
  resultCd: '0000',
  resultMsg: 'unpaid',
  tXid: tXidOf(iMid, payMethod),
  iMid,
  referenceNo: REFERENCE,
  payMethod,
  amt: '150000',
  cancelAmt: null,
  reqDt: '20260301',
  reqTm: '170000',
  transDt: null,
  transTm: null,
  depositDt: null,
  depositTm: null,
  currency: 'IDR',
  goodsNm: 'Two notebooks',
  billingNm: 'Customer',
  status,
  ...NOTHING,
  ...over,
});

/** The response to the inquiry of a card payment. */
export const cardStatus = (status: string, over: Fields = {}): object =>
  transactionStatus('CARDMERC01', '01', status, {
    authNo: '123456',
    issuBankCd: 'CENA',
    cardNo: '51234500****0008',
    cardExpYymm: '2912',
    instmntMon: '1',
    instmntType: '1',
    ccTransType: '1',
    acquStatus: '1',
    preauthToken: null,
    recurringToken: null,
    acquirerData: { rrn: '012345678901' },
    latestFailHistory: null,
    ...over,
  });

export const canceled = (over: Fields = {}): object => ({
  resultCd: '0000',
  resultMsg: 'SUCCESS',
  referenceNo: REFERENCE,
  transDt: '20260301',
  transTm: '170000',
  description: null,
  ...over,
});
