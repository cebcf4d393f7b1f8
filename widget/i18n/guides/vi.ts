import { createGuides } from './create-guides.ts';

export const guides = createGuides(
  {
    atmTitle: (bank) => `ATM ${bank}`,
    appTitle: (bank) => `Ứng dụng ${bank}`,
    internetTitle: (bank) => `Internet banking ${bank}`,
    tellerTitle: (bank) => `Quầy giao dịch ${bank}`,
    otherBankTitle: (bank) => `Từ ngân hàng khác đến ${bank}`,
    storeTitle: (stores) => `Tại ${stores}`,
    open: (app, path) => `Mở ${app} và chọn ${path}.`,
    logIn: (site, path) => `Đăng nhập ${site} và chọn ${path}.`,
    atmMenu: (path) => `Đưa thẻ vào, nhập mã PIN và chọn ${path}.`,
    anyMenu: 'mục tài khoản ảo (Virtual Account), thường nằm trong Chuyển tiền hoặc Thanh toán',
    enterNumber: (number) => `Nhập ${number} rồi tiếp tục.`,
    companyCode: (code) => `Nhập ${code} làm mã công ty rồi chọn Benar.`,
    findCompany: (code) => `Tìm mã công ty ${code} rồi chọn nhà cung cấp hiện ra.`,
    paymentCode: (number) => `Nhập ${number} làm mã thanh toán (kode bayar) rồi tiếp tục.`,
    check: (amount) => `Kiểm tra người nhận và số tiền ${amount}, rồi xác nhận bằng mã PIN.`,
    checkWithToken: (amount, token) =>
      `Kiểm tra người nhận và số tiền ${amount}, rồi xác nhận bằng mã ${token ?? 'từ ngân hàng của bạn'}.`,
    otherBankMenu: 'Mở ứng dụng ngân hàng của bạn hoặc đến máy ATM, rồi chọn chuyển tiền đến ngân hàng khác.',
    toBank: (bank, code, number) =>
      `Chọn ngân hàng ${bank}${code ? ` (mã ${code})` : ''} và nhập ${number} làm số tài khoản.`,
    askTeller: (bank, number) => `Nói với giao dịch viên rằng bạn muốn nộp tiền vào tài khoản ảo ${bank} ${number}.`,
    payTeller: (amount) => `Thanh toán ${amount} và giữ biên lai.`,
    askCashier: (biller) =>
      biller === undefined
        ? 'Nói với thu ngân rằng bạn muốn thanh toán đơn hàng trực tuyến bằng mã thanh toán.'
        : `Nói với thu ngân rằng bạn muốn thanh toán hóa đơn ${biller} cho đơn hàng trực tuyến, bằng mã thanh toán.`,
    showCode: (number, barcode) => (barcode ? `Đưa mã vạch, hoặc đọc ${number}.` : `Đưa hoặc đọc ${number}.`),
    payCashier: (amount, fee) =>
      fee
        ? `Thanh toán ${amount}, cộng phí của cửa hàng nếu có, và giữ biên lai.`
        : `Thanh toán ${amount} và giữ biên lai.`,
  },
  'vi',
);
