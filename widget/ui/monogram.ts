/** A short neutral sign for a channel, in place of a brand's logo: `BCA`, `OVO`, `GP` for GoPay. */
export function monogram(label: string): string {
  const name = label.replace(/ (Virtual Account|Direct Debit|Online Banking)$/, '').replace(/^Bank (?=\S{3})/, '');
  const first = name.split(' ', 1)[0] ?? '';
  if (/^[A-Z]{2,4}$/.test(first)) return first;
  const capitals = name.replace(/[^A-Z]/g, '');
  return capitals.length > 1 ? capitals.slice(0, 3) : first.slice(0, 2).toUpperCase();
}

/** One of six tints, always the same for one channel. */
export const tint = (code: string): number =>
  [...code].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 997, 7) % 6;
