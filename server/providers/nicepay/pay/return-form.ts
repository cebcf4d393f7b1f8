/** Limits far above what NICEPAY's page has. A page that exceeds one is not read. */
const MAX_LENGTH = 256 * 1024;
const MAX_INPUTS = 200;

/** Elements whose content a browser does not parse as tags, with what ends them. */
const RAW_ELEMENTS: Readonly<Record<string, RegExp>> = {
  '!--': /-->/g,
  script: /<\/script/gi,
  style: /<\/style/gi,
  textarea: /<\/textarea/gi,
  title: /<\/title/gi,
  template: /<\/template/gi,
  noscript: /<\/noscript/gi,
};

const TAG = /<(!--|[a-z][a-z0-9]*)/gi;
/** One attribute: its value in double, single or no quotes, or without a value. */
const ATTRIBUTE = /[\s/]*([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/y;

/**
 * Reads the page that answers `POST /direct/v2/payment`: a form that submits itself, with the result in hidden inputs.
 * Returns the named inputs that have a value, in any order of attributes. `undefined`: there are none, the page is too
 * long, or one name has two values. Takes linear time.
 *
 * @see NICEPAY API V2, chapter "Payment", return to `callBackUrl`; the form `tranMgr` was recorded on the sandbox
 */
export function readReturnForm(html: string): Readonly<Record<string, string>> | undefined {
  if (html.length > MAX_LENGTH) return undefined;
  const values = new Map<string, string>();
  const tag = new RegExp(TAG);
  let inputs = 0;
  for (let found = tag.exec(html); found !== null; found = tag.exec(html)) {
    const name = (found[1] ?? '').toLowerCase();
    const end = Object.hasOwn(RAW_ELEMENTS, name) ? RAW_ELEMENTS[name] : undefined;
    if (end !== undefined) {
      const after = indexAfter(html, end, tag.lastIndex);
      if (after === undefined) break;
      tag.lastIndex = after;
    } else if (name === 'input') {
      inputs += 1;
      const read = attributesAt(html, tag.lastIndex);
      if (read === undefined || inputs > MAX_INPUTS) return undefined;
      tag.lastIndex = read.end;
      const { name: field = '', value = '' } = read.attributes;
      if (field === '' || value === '') continue;
      if ((values.get(field) ?? value) !== value) return undefined;
      values.set(field, value);
    }
  }
  return values.size === 0 ? undefined : Object.fromEntries(values);
}

function indexAfter(html: string, end: RegExp, from: number): number | undefined {
  const search = new RegExp(end);
  search.lastIndex = from;
  return search.exec(html) === null ? undefined : search.lastIndex;
}

interface Attributes {
  readonly attributes: Readonly<Partial<Record<'name' | 'value', string>>>;
  readonly end: number;
}

/** Reads from after the tag's name to its end. Of an attribute that occurs twice the first counts, as in a browser. */
function attributesAt(html: string, from: number): Attributes | undefined {
  const attributes: Partial<Record<'name' | 'value', string>> = {};
  const attribute = new RegExp(ATTRIBUTE);
  attribute.lastIndex = from;
  let end = from;
  for (let found = attribute.exec(html); found !== null; found = attribute.exec(html)) {
    const name = (found[1] ?? '').toLowerCase();
    const value = decoded(found[2] ?? found[3] ?? found[4] ?? '').trim();
    if (name === 'name') attributes.name ??= value;
    if (name === 'value') attributes.value ??= value;
    end = attribute.lastIndex;
  }
  const closing = /^[\s/]*>/.exec(html.slice(end, end + MAX_GAP));
  // A tag without a proper end is malformed, and so may be everything after it.
  return closing === null ? undefined : { attributes, end: end + closing[0].length };
}

/** The most white space between the last attribute and the end of its tag. */
const MAX_GAP = 1_000;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    const named = ENTITIES[String(name).toLowerCase()];
    if (typeof name === 'string') return named ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
