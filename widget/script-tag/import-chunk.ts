const failures = new Map<string, number>();

/**
 * Imports a chunk of the script tag's build. A browser remembers that an `import()` failed and fails it again for the
 * same address without asking the network, so a chunk that did not arrive is asked for with a query. The caller decides
 * when to try again.
 *
 * @param from address of the module that imports it
 * @param load the `import()` of that module
 * @throws what `import()` rejects with
 */
export async function importChunk(
  path: string,
  from: string,
  load: (address: string) => Promise<unknown>,
): Promise<unknown> {
  const { href } = new URL(path, from);
  const failed = failures.get(href) ?? 0;
  // A page's import map pins the address as it is: with a query the chunk would be loaded unchecked.
  const pinned = document.querySelector('script[type=importmap]')?.textContent.includes('"integrity"') === true;
  try {
    return await load(failed > 0 && !pinned ? `${href}?${failed}` : href);
  } catch (error) {
    failures.set(href, failed + 1);
    throw error;
  }
}
