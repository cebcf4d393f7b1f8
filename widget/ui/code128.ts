/** ISO/IEC 15417: the widths of three bars and three spaces of each of the 106 symbols, in the order of their values. */
const WIDTHS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211' +
  '221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113' +
  '132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121' +
  '312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211' +
  '221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141' +
  '114113114311411113411311113141114131311141411131211412211214211232';
const STOP = '2331112';

const TO_C = 99;
const TO_B = 100;
const START_B = 104;
const START_C = 105;
const MODULO = 103;

/**
 * `text` (printable ASCII) as Code 128: widths of bars and spaces in turn, in modules, the first one a bar. Runs of
 * digits are packed two to a symbol, so a payment code stays narrow enough for a phone. `undefined` for other text.
 */
export function code128(text: string): readonly number[] | undefined {
  if (!/^[ -~]+$/.test(text)) return undefined;
  const values = symbols(text);
  const checksum = values.reduce((sum, value, index) => sum + value * Math.max(1, index), 0) % MODULO;
  const widths = [...values, checksum].map((value) => WIDTHS.slice(value * 6, value * 6 + 6)).join('') + STOP;
  return Array.from(widths, Number);
}

function symbols(text: string): number[] {
  const values: number[] = [];
  let inC: boolean | undefined;
  for (let at = 0; at < text.length;) {
    const digits = /^\d*/.exec(text.slice(at))?.[0].length ?? 0;
    const wantsC = digits >= 2 && (inC === true || (digits % 2 === 0 && (digits >= 4 || digits === text.length)));
    if (wantsC !== inC) {
      if (inC === undefined) values.push(wantsC ? START_C : START_B);
      else values.push(wantsC ? TO_C : TO_B);
      inC = wantsC;
    }
    values.push(wantsC ? Number(text.slice(at, at + 2)) : text.charCodeAt(at) - 32);
    at += wantsC ? 2 : 1;
  }
  return values;
}
