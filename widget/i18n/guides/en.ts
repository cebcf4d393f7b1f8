import { createGuides } from './create-guides.ts';

export const guides = createGuides(
  {
    atmTitle: (bank) => `${bank} ATM`,
    appTitle: (bank) => `${bank} app`,
    internetTitle: (bank) => `${bank} internet banking`,
    tellerTitle: (bank) => `${bank} teller`,
    otherBankTitle: (bank) => `From another bank to ${bank}`,
    storeTitle: (stores) => `At ${stores}`,
    open: (app, path) => `Open ${app} and choose ${path}.`,
    logIn: (site, path) => `Log in to ${site} and choose ${path}.`,
    atmMenu: (path) => `Insert your card, enter your PIN and choose ${path}.`,
    anyMenu: 'the menu for virtual accounts, often under Transfer or Payment',
    enterNumber: (number) => `Enter ${number} and go on.`,
    companyCode: (code) => `Enter ${code} as the company code and choose Benar.`,
    findCompany: (code) => `Search for company code ${code} and choose the provider that appears.`,
    paymentCode: (number) => `Enter ${number} as the payment code (kode bayar) and go on.`,
    check: (amount) => `Check the recipient and the amount ${amount}, then approve with your PIN.`,
    checkWithToken: (amount, token) =>
      `Check the recipient and the amount ${amount}, then approve with ${token === undefined ? 'the code from your bank' : `your ${token} code`}.`,
    otherBankMenu: 'Open your bank’s app or go to its ATM, and choose transfer to another bank.',
    toBank: (bank, code, number) =>
      `Choose ${bank}${code ? ` (code ${code})` : ''} as the bank and enter ${number} as the account number.`,
    askTeller: (bank, number) => `Tell the teller that you want to pay to ${bank} virtual account ${number}.`,
    payTeller: (amount) => `Pay ${amount} and keep the receipt.`,
    askCashier: (biller) =>
      biller === undefined
        ? 'Tell the cashier that you want to pay for an online order with a payment code.'
        : `Tell the cashier that you want to pay a ${biller} bill, for an online order, with a payment code.`,
    showCode: (number, barcode) =>
      barcode ? `Show the barcode, or read out ${number}.` : `Show or read out ${number}.`,
    payCashier: (amount, fee) =>
      fee
        ? `Pay ${amount}, plus the store’s fee if there is one, and keep the receipt.`
        : `Pay ${amount} and keep the receipt.`,
  },
  'en',
);
