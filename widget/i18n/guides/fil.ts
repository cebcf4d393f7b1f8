import { createGuides } from './create-guides.ts';

export const guides = createGuides(
  {
    atmTitle: (bank) => `ATM ng ${bank}`,
    appTitle: (bank) => `App ng ${bank}`,
    internetTitle: (bank) => `Internet banking ng ${bank}`,
    tellerTitle: (bank) => `Teller ng ${bank}`,
    otherBankTitle: (bank) => `Mula sa ibang bangko papunta sa ${bank}`,
    storeTitle: (stores) => `Sa ${stores}`,
    open: (app, path) => `Buksan ang ${app} at piliin ang ${path}.`,
    logIn: (site, path) => `Mag-log in sa ${site} at piliin ang ${path}.`,
    atmMenu: (path) => `Ipasok ang card, ilagay ang PIN at piliin ang ${path}.`,
    anyMenu: 'menu ng virtual account, karaniwang nasa Transfer o Payment',
    enterNumber: (number) => `Ilagay ang ${number} at magpatuloy.`,
    companyCode: (code) => `Ilagay ang ${code} bilang code ng kumpanya at piliin ang Benar.`,
    findCompany: (code) => `Hanapin ang code ng kumpanya na ${code} at piliin ang lalabas na provider.`,
    paymentCode: (number) => `Ilagay ang ${number} bilang payment code (kode bayar) at magpatuloy.`,
    check: (amount) => `Tingnan ang tatanggap at ang halagang ${amount}, saka aprubahan gamit ang PIN.`,
    checkWithToken: (amount, token) =>
      `Tingnan ang tatanggap at ang halagang ${amount}, saka aprubahan gamit ang code ${token === undefined ? 'mula sa bangko' : `ng ${token}`}.`,
    otherBankMenu: 'Buksan ang app ng iyong bangko o pumunta sa ATM, at piliin ang transfer sa ibang bangko.',
    toBank: (bank, code, number) =>
      `Piliin ang ${bank}${code ? ` (code ${code})` : ''} bilang bangko at ilagay ang ${number} bilang account number.`,
    askTeller: (bank, number) => `Sabihin sa teller na magbabayad ka sa ${bank} virtual account ${number}.`,
    payTeller: (amount) => `Magbayad ng ${amount} at itago ang resibo.`,
    askCashier: (biller) =>
      biller === undefined
        ? 'Sabihin sa kahera na magbabayad ka para sa online order gamit ang payment code.'
        : `Sabihin sa kahera na magbabayad ka ng ${biller} bill para sa online order, gamit ang payment code.`,
    showCode: (number, barcode) =>
      barcode ? `Ipakita ang barcode, o sabihin ang ${number}.` : `Ipakita o sabihin ang ${number}.`,
    payCashier: (amount, fee) =>
      fee
        ? `Magbayad ng ${amount}, kasama ang singil ng tindahan kung mayroon, at itago ang resibo.`
        : `Magbayad ng ${amount} at itago ang resibo.`,
  },
  'fil',
);
