import { createGuides } from './create-guides.ts';

export const guides = createGuides(
  {
    atmTitle: (bank) => `ตู้ ATM ${bank}`,
    appTitle: (bank) => `แอป ${bank}`,
    internetTitle: (bank) => `อินเทอร์เน็ตแบงก์กิ้ง ${bank}`,
    tellerTitle: (bank) => `เคาน์เตอร์ธนาคาร ${bank}`,
    otherBankTitle: (bank) => `จากธนาคารอื่นไปยัง ${bank}`,
    storeTitle: (stores) => `ที่ ${stores}`,
    open: (app, path) => `เปิด ${app} แล้วเลือก ${path}`,
    logIn: (site, path) => `เข้าสู่ระบบ ${site} แล้วเลือก ${path}`,
    atmMenu: (path) => `ใส่บัตรและ PIN แล้วเลือก ${path}`,
    anyMenu: 'เมนูบัญชีเสมือน (Virtual Account) ซึ่งมักอยู่ในเมนูโอนเงินหรือชำระเงิน',
    enterNumber: (number) => `กรอก ${number} แล้วดำเนินการต่อ`,
    companyCode: (code) => `กรอก ${code} เป็นรหัสบริษัท แล้วเลือก Benar`,
    findCompany: (code) => `ค้นหารหัสบริษัท ${code} แล้วเลือกผู้ให้บริการที่ปรากฏ`,
    paymentCode: (number) => `กรอก ${number} เป็นรหัสชำระเงิน (kode bayar) แล้วดำเนินการต่อ`,
    check: (amount) => `ตรวจสอบชื่อผู้รับและจำนวนเงิน ${amount} แล้วอนุมัติด้วย PIN ของคุณ`,
    checkWithToken: (amount, token) =>
      `ตรวจสอบชื่อผู้รับและจำนวนเงิน ${amount} แล้วอนุมัติด้วยรหัส${token === undefined ? 'จากธนาคารของคุณ' : ` ${token}`}`,
    otherBankMenu: 'เปิดแอปธนาคารของคุณหรือไปที่ตู้ ATM แล้วเลือกโอนไปยังธนาคารอื่น',
    toBank: (bank, code, number) =>
      `เลือก ${bank}${code ? ` (รหัส ${code})` : ''} เป็นธนาคารปลายทาง แล้วกรอก ${number} เป็นเลขที่บัญชี`,
    askTeller: (bank, number) => `แจ้งพนักงานว่าต้องการชำระเข้าบัญชีเสมือน ${bank} หมายเลข ${number}`,
    payTeller: (amount) => `ชำระ ${amount} แล้วเก็บใบเสร็จไว้`,
    askCashier: (biller) =>
      biller === undefined
        ? 'แจ้งแคชเชียร์ว่าต้องการชำระคำสั่งซื้อออนไลน์ด้วยรหัสชำระเงิน'
        : `แจ้งแคชเชียร์ว่าต้องการชำระบิล ${biller} สำหรับคำสั่งซื้อออนไลน์ ด้วยรหัสชำระเงิน`,
    showCode: (number, barcode) => (barcode ? `แสดงบาร์โค้ด หรือบอก ${number}` : `แสดงหรือบอก ${number}`),
    payCashier: (amount, fee) =>
      fee ? `ชำระ ${amount} รวมค่าธรรมเนียมร้านหากมี แล้วเก็บใบเสร็จไว้` : `ชำระ ${amount} แล้วเก็บใบเสร็จไว้`,
  },
  'th',
);
