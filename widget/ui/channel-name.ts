/** What the catalogue's names of many channels end with. */
const WAY = / (Virtual A|(Direct|Auto) D|(Online|Mobile) B|\().*/;

/** The bank, wallet or store in a name of the catalogue: `BCA` of `BCA Virtual Account`. */
export const brandOf = (name: string): string => name.replace(WAY, '');

/** A label around the brand in it; all of it is the brand where it is not one of its words. */
export function splitLabel(label: string, brand: string): readonly [before: string, brand: string, after: string] {
  const [before = '', after, ...more] = ` ${label} `.split(` ${brand} `);
  return after === undefined || more.length > 0 ? ['', label, ''] : [before.trim(), brand, after.trim()];
}
