/** Country calling codes of the countries served (ITU E.164) and the digit that national numbers begin with there. */
const COUNTRIES: Readonly<Record<string, { readonly code: string; readonly trunk: string }>> = {
  ID: { code: '62', trunk: '0' },
  PH: { code: '63', trunk: '0' },
  TH: { code: '66', trunk: '0' },
  VN: { code: '84', trunk: '0' },
  MY: { code: '60', trunk: '0' },
  SG: { code: '65', trunk: '' },
};

/**
 * `0812-1000-2000`, `+62 812 1000 2000`, `62812…` in ID → `+6281210002000`. `undefined` when it is no phone number that
 * fits: not 8 to 15 digits, letters in it, or national where the country is not one we know.
 */
export function toE164(text: string, country: string): string | undefined {
  if (text.length > 40 || !/^\+?[\d\s().-]+$/.test(text.trim())) return undefined;
  const international = text.trim().startsWith('+');
  const digits = text.replace(/\D/g, '');
  const facts = COUNTRIES[country];
  if (international) return wellFormed(digits);
  if (digits.startsWith('00')) return wellFormed(digits.slice(2));
  if (facts === undefined) return undefined;
  if (facts.trunk !== '' && digits.startsWith(facts.trunk))
    return wellFormed(facts.code + digits.slice(facts.trunk.length));
  // Written without the plus: 62812… Only believed where a national number cannot begin like that.
  if (digits.startsWith(facts.code) && digits.length > 10) return wellFormed(digits);
  return wellFormed(facts.code + digits);
}

const wellFormed = (digits: string): string | undefined => (/^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : undefined);
