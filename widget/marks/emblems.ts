/** What a channel's mark says about the way to pay, in thin lines around the brand's letters. */
const BANK = 'M7 8.5 22 3.2 37 8.5M8 26.5h28';
const EMBLEMS = {
  va: BANK,
  direct_debit: BANK,
  online_banking: BANK,
  mobile_banking: BANK,
  clickpay: BANK,
  fpx: BANK,
  // An awning.
  retail: 'M6 3.5h32M6 3.5v2.5a4 4 0 0 0 8 0 4 4 0 0 0 8 0 4 4 0 0 0 8 0 4 4 0 0 0 8 0V3.5',
  // The clasp of a wallet.
  ewallet: 'M5 5.5c0-1 .8-1.8 1.8-1.8H36M44 12h-3.5a3 3 0 0 0 0 6H44M5 24.5c0 1 .8 1.8 1.8 1.8H36',
  // Instalments.
  paylater: 'M6 25.5h5M15 25.5h5M24 25.5h5M33 25.5h5',
  // The corners that a camera looks for.
  qr: 'M4 9V5.5C4 4.7 4.7 4 5.5 4H9M35 4h3.5c.8 0 1.5.7 1.5 1.5V9M40 21v3.5c0 .8-.7 1.5-1.5 1.5H35M9 26H5.5C4.7 26 4 25.3 4 24.5V21',
} as const;

/** In place of letters, where there is no brand. */
const SIGNS: Readonly<Record<string, string>> = {
  card: 'M9.5 7.5h25v15h-25zM9.5 12h25M13.5 18.5h5',
  checkout_page: 'M9.5 6.5h25v17h-25zM9.5 11h25M13 8.8h.01M19 17.2h6m-2.4-2.4 2.4 2.4-2.4 2.4',
  va_bank_transfer: 'M13 12.5 22 7l9 5.5zM15.5 15.5v5m4.3-5v5m4.4-5v5m4.3-5v5M13 23.5h18',
};

/** `sign`: of a channel without a brand, whole. */
export const signOf = (code: string): string | undefined => SIGNS[code];

export function emblemOf(code: string): string {
  const [, emblem] = Object.entries(EMBLEMS).find(([way]) => code.startsWith(`${way}_`)) ?? [];
  return emblem ?? EMBLEMS.qr;
}
