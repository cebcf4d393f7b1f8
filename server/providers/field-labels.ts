import type { LocalizedText } from '../payments/model/model.ts';

/* Labels of fields that several providers ask for. */

export const MOBILE_NUMBER: LocalizedText = {
  id: 'Nomor HP',
  en: 'Mobile number',
  th: 'หมายเลขโทรศัพท์มือถือ',
  vi: 'Số điện thoại di động',
  ms: 'Nombor telefon bimbit',
  fil: 'Numero ng mobile phone',
  zh: '手机号码',
};

/** @param brand the wallet or bank that knows the customer by this number */
export const registeredNumber = (brand: string): LocalizedText => ({
  id: `Nomor HP yang terdaftar di ${brand}`,
  en: `Mobile number registered with ${brand}`,
  th: `หมายเลขโทรศัพท์ที่ลงทะเบียนกับ ${brand}`,
  vi: `Số điện thoại đăng ký với ${brand}`,
  ms: `Nombor telefon yang didaftarkan dengan ${brand}`,
  fil: `Mobile number na nakarehistro sa ${brand}`,
  zh: `在 ${brand} 登记的手机号码`,
});

export const NUMBER_REGISTERED_WITH_BANK: LocalizedText = {
  id: 'Nomor HP yang terdaftar di bank',
  en: 'Mobile number registered with the bank',
  th: 'หมายเลขโทรศัพท์ที่ลงทะเบียนกับธนาคาร',
  vi: 'Số điện thoại đăng ký với ngân hàng',
  ms: 'Nombor telefon yang didaftarkan dengan bank',
  fil: 'Mobile number na nakarehistro sa bangko',
  zh: '在银行登记的手机号码',
};

export const EMAIL: LocalizedText = {
  id: 'Email',
  en: 'Email',
  th: 'อีเมล',
  vi: 'Email',
  ms: 'E-mel',
  fil: 'Email',
  zh: '电子邮箱',
};
