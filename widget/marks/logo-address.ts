/**
 * The address of a brand's file, if it is one to load: over https, or from the page's own origin. Anything else (data,
 * blob, http of somebody else) is passed over, as if there were none.
 */
export function logoAddress(url: unknown, page: string): string | undefined {
  try {
    const { protocol, origin, href } = new URL(String(url), page);
    return protocol === 'https:' || (protocol === 'http:' && origin === new URL(page).origin) ? href : undefined;
  } catch {
    return undefined;
  }
}
