/** A script of a page. */
export interface ScriptTag {
  /** Absolute; absent: its text stands in the page. */
  readonly source: URL | undefined;
  readonly integrity: string | undefined;
  /** It runs: not a data block such as an import map or JSON. */
  readonly runs: boolean;
}

/** What a page of the shop has in its HTML, before scripts add more. */
export interface PageTags {
  readonly scripts: readonly ScriptTag[];
  /** Of `<meta http-equiv="content-security-policy">`. */
  readonly policies: readonly string[];
  readonly hasElement: boolean;
}

const COMMENT = /<!--[\s\S]*?-->/g;
const TAG = /<(script|meta|kasir-checkout)\b([^>]*)>/gi;
const ATTRIBUTE = /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi;
const CODE_TYPE = /^(?:module|(?:text|application)\/(?:java|ecma)script)?$/i;

export function readPageTags(html: string, address: URL): PageTags {
  const tags = [...html.replace(COMMENT, '').matchAll(TAG)].map(([, name = '', text = '']) => ({
    name: name.toLowerCase(),
    attributes: attributesOf(text),
  }));
  const named = (name: string) => tags.filter((tag) => tag.name === name).map(({ attributes }) => attributes);
  return {
    scripts: named('script').map((attributes) => ({
      source: absolute(attributes.get('src'), address),
      integrity: attributes.get('integrity'),
      runs: CODE_TYPE.test(attributes.get('type') ?? ''),
    })),
    policies: named('meta')
      .filter((attributes) => attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy')
      .flatMap((attributes) => attributes.get('content') ?? []),
    hasElement: named('kasir-checkout').length > 0,
  };
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE))
    if (!attributes.has(name.toLowerCase()))
      attributes.set(name.toLowerCase(), unescaped(double ?? single ?? bare ?? ''));
  return attributes;
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

const absolute = (source: string | undefined, address: URL): URL | undefined =>
  source !== undefined && URL.canParse(source, address.href) ? new URL(source, address.href) : undefined;
