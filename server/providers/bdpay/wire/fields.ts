/**
 * One message of BDPay: a flat list of names and values. Values are the text that is signed, so a number is kept as it was
 * written (`10.00` is not `10`), and `null` differs from the empty text.
 */
export type Fields = ReadonlyMap<string, string | null>;

/** More than any message has; a larger one is not read. */
const MAX_FIELDS = 100;

/** `"name": scalar` and what follows it. In valid JSON it fails to match at nested values only. */
const MEMBER = /\s*("(?:[^"\\]|\\.)*")\s*:\s*(?:("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false)|(null))\s*([,}])/y;

/** A JSON object of scalars; `undefined` for anything else, and for one with a repeated name. */
export function readJson(text: string): Fields | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !isJson(trimmed)) return undefined;
  const fields: [string, string | null][] = [];
  const member = new RegExp(MEMBER);
  member.lastIndex = 1;
  for (;;) {
    const found = member.exec(trimmed);
    if (found === null) return undefined;
    const [, name = '', string, number, boolean, , after] = found;
    const value = string === undefined ? (number ?? boolean ?? null) : unquoted(string);
    fields.push([unquoted(name), value]);
    if (after === '}') return once(fields);
    if (fields.length > MAX_FIELDS) return undefined;
  }
}

const unquoted = (quoted: string): string => String(JSON.parse(quoted));

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The fields of a form, urlencoded or multipart; a JSON object is accepted as well. */
export function readBody(body: Buffer, contentType: string): Fields | undefined {
  const text = utf8(body);
  if (text === undefined) return undefined;
  const [mediaType = ''] = contentType.toLowerCase().split(';');
  if (mediaType.trim() === 'multipart/form-data') return readMultipart(text, contentType);
  if (text.trimStart().startsWith('{')) return readJson(text);
  if (text.split('&', MAX_FIELDS + 1).length > MAX_FIELDS) return undefined;
  return once([...new URLSearchParams(text.trim())]);
}

function utf8(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function readMultipart(text: string, contentType: string): Fields | undefined {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType);
  const [, quoted, bare] = boundary ?? [];
  const mark = quoted ?? bare;
  if (mark === undefined) return undefined;
  const pieces = `\r\n${text}`.split(`\r\n--${mark}`);
  if (pieces.length > MAX_FIELDS + 2) return undefined;
  const last = pieces.pop();
  // What precedes the first boundary is ignored; the last one is followed by `--`.
  if (pieces.length < 2 || last === undefined || !last.startsWith('--')) return undefined;
  const parts = pieces.slice(1).map(readPart);
  return parts.every((part) => part !== undefined) ? once(parts) : undefined;
}

function readPart(part: string): [string, string] | undefined {
  const end = part.indexOf('\r\n\r\n');
  const name = /^content-disposition:\s*form-data;[^\r\n]*?\bname="([^"\r\n]*)"/im.exec(part.slice(0, end));
  return end < 0 || name === null ? undefined : [name[1] ?? '', part.slice(end + 4)];
}

/** A repeated name can be read in two ways, so such a message is not read at all. */
function once(fields: readonly (readonly [string, string | null])[]): Fields | undefined {
  const map = new Map(fields);
  return map.size > 0 && map.size === fields.length && map.size <= MAX_FIELDS ? map : undefined;
}
