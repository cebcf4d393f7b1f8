import { createGuides } from './create-guides.ts';

export const guides = createGuides(
  {
    atmTitle: (bank) => `${bank} ATM`,
    appTitle: (bank) => `${bank} 应用`,
    internetTitle: (bank) => `${bank} 网上银行`,
    tellerTitle: (bank) => `${bank} 柜台`,
    otherBankTitle: (bank) => `从其他银行转到 ${bank}`,
    storeTitle: (stores) => `在 ${stores}`,
    open: (app, path) => `打开 ${app}，选择 ${path}。`,
    logIn: (site, path) => `登录 ${site}，选择 ${path}。`,
    atmMenu: (path) => `插入银行卡并输入密码，选择 ${path}。`,
    anyMenu: '虚拟账户（Virtual Account）菜单，通常在转账或付款下',
    enterNumber: (number) => `输入 ${number}，然后继续。`,
    companyCode: (code) => `输入公司代码 ${code}，选择 Benar。`,
    findCompany: (code) => `搜索公司代码 ${code}，选择出现的服务商。`,
    paymentCode: (number) => `输入 ${number} 作为付款代码（kode bayar），然后继续。`,
    check: (amount) => `核对收款人和金额 ${amount}，然后用密码（PIN）确认。`,
    checkWithToken: (amount, token) =>
      `核对收款人和金额 ${amount}，然后用${token === undefined ? '银行发来的' : ` ${token} `}验证码确认。`,
    otherBankMenu: '打开您的银行应用或前往 ATM，选择转账到其他银行。',
    toBank: (bank, code, number) => `选择收款银行 ${bank}${code ? `（代码 ${code}）` : ''}，输入 ${number} 作为账号。`,
    askTeller: (bank, number) => `告诉柜员您要向 ${bank} 虚拟账户 ${number} 付款。`,
    payTeller: (amount) => `支付 ${amount}，并保留收据。`,
    askCashier: (biller) =>
      biller === undefined
        ? '告诉收银员您要用付款代码支付网上订单。'
        : `告诉收银员您要用付款代码支付 ${biller} 账单（网上订单）。`,
    showCode: (number, barcode) => (barcode ? `出示条形码，或报出 ${number}。` : `出示或报出 ${number}。`),
    payCashier: (amount, fee) =>
      fee ? `支付 ${amount}（门店可能另收手续费），并保留收据。` : `支付 ${amount}，并保留收据。`,
  },
  'zh',
);
