/** Where the first letters would be those of a neighbour on the list. */
const OWN: Readonly<Record<string, string>> = {
  Indomaret: 'IDM',
  GrabPay: 'GRB',
  AppotaPay: 'APP',
  'ECPay Dragonloan': 'ECD',
  'ECPay School': 'ECS',
  'Bank of China': 'BOC',
  'Affin Bank': 'AFF',
  'Alliance Bank': 'ALL',
  Maybank: 'MYB',
  Maybank2E: 'M2E',
  Maybank2u: 'M2U',
  Krungthai: 'KTB',
  'Bank Islam': 'BIS',
  'Bank Muamalat': 'BMM',
  'Bank Rakyat': 'BRK',
};

/** A short neutral sign for a brand, in place of its logo: `BCA`, `OVO`, `GP` for GoPay. */
export function monogram(brand: string): string {
  const own = OWN[brand];
  if (own !== undefined) return own;
  const name = brand.replace(/^Bank (?=\S{3})/, '');
  const first = name.split(' ', 1)[0] ?? '';
  if (/^[A-Z]{2,4}$/.test(first)) return first;
  const capitals = name.replace(/[^A-Z]/g, '');
  return capitals.length > 1 ? capitals.slice(0, 3) : first.slice(0, 3).toUpperCase();
}

const HUES = ['165', '212', '28', '262', '340', '192'];

/** One of six calm colours, always the same for one brand. */
export const hueOf = (brand: string): string | undefined =>
  HUES[[...brand].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 997, 7) % HUES.length];
