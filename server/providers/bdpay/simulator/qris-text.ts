const field = (tag: string, value: string): string => `${tag}${String(value.length).padStart(2, '0')}${value}`;

/** CRC-16 as EMVCo's merchant-presented QR requires: polynomial 0x1021, start 0xFFFF, four capital hexadecimal digits. */
function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'ascii')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

/** QRIS text of one purchase. */
export function qrisText(amount: number, purchase: string): string {
  const text = [
    field('00', '01'),
    field('01', '12'),
    field('26', field('00', 'ID.CO.BDPAY.WWW') + field('01', purchase)),
    field('52', '5399'),
    field('53', '360'),
    field('54', String(amount)),
    field('58', 'ID'),
    field('59', 'KASIR SIMULATOR'),
    field('60', 'JAKARTA'),
    field('62', field('01', purchase)),
    '6304',
  ].join('');
  return text + crc16(text);
}
