import type { Page } from 'playwright-core';
import { press } from './press.ts';
import { API_KEY } from './storefront.ts';

/** The demo with NICEPAY as its only provider. */
export const NICEPAY = { KASIR_PROVIDERS: 'nicepay', KASIR_API_KEYS: API_KEY } as const;

/** Card numbers; the simulator's list says how the issuer reacts. */
export const CARDS = {
  /** Asks for a password, then pays. */
  challenged: '4434260000000008',
  /** The same, but on no list of test cards, so that no filter may let it pass. */
  canary: '4539578763621486',
  /** Pays at once. */
  frictionless: '4434263000001000',
} as const;

/** The declined cards of NICEPAY's checklist: number and message for the customer. */
export const DECLINED_CARDS: readonly { readonly number: string; readonly why: string; readonly says: RegExp }[] = [
  { number: '4434267000000078', why: 'inactive', says: /Kartu ini belum aktif/ },
  { number: '4434266000000054', why: 'expired', says: /Masa berlaku kartu ini sudah habis/ },
  { number: '4434261000000014', why: 'unknown number', says: /Bank tidak mengenal nomor kartu ini/ },
  { number: '4434265000000080', why: 'another expiry date', says: /Masa berlaku tidak cocok/ },
  { number: '4434263000000077', why: 'wrong security code', says: /Kode keamanan \(CVV\) tidak benar/ },
  { number: '4434265000000015', why: 'unsupported network', says: /jaringan kartu ini tidak diterima/ },
  { number: '4434261000009155', why: 'daily limit', says: /Batas transaksi Anda terlampaui/ },
  { number: '4434263000000051', why: 'insufficient funds', says: /limit tidak cukup/ },
  { number: '4434266000000005', why: 'declined without a reason', says: /Bank penerbit menolak kartu ini/ },
];
export const FAILS_3DS = '4434269000009117';

/** Enters a card on NICEPAY's hosted page. */
export async function typeOnPage(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry (MM/YY)').fill('12/30');
  await page.getByLabel('CVV').fill('123');
  await page.getByLabel('Name on card').fill('Sari Wulandari');
  await press(page, 'Pay');
}

/** Enters a card in the widget's form, key by key. */
export async function typeInWidget(page: Page, number: string): Promise<void> {
  const element = page.locator('kasir-checkout');
  await element.getByRole('textbox', { name: 'Nomor kartu' }).pressSequentially(number);
  await element.getByRole('textbox', { name: /Masa berlaku/ }).pressSequentially('1230');
  await element.getByRole('textbox', { name: /Kode CVV/ }).pressSequentially('123');
  await element.getByRole('textbox', { name: 'Nama di kartu' }).fill('Sari Wulandari');
  await element.locator('[part="pay-button"]').click();
}

export async function typePassword(page: Page, password = '123456'): Promise<void> {
  await page.getByLabel('One-time password').fill(password);
  await press(page, 'Confirm');
}
