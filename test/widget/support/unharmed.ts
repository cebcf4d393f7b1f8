import { hasAppScheme } from '../../../shared/app-scheme.ts';

/** Tags and names of attributes that screens without any payload consist of. */
export class Vocabulary {
  readonly #words = new Set<string>();

  learn(root: ParentNode): void {
    for (const word of wordsOf(root)) this.#words.add(word);
  }

  /** What of a screen is not in it. */
  foreign(root: ParentNode): readonly string[] {
    return [...new Set(wordsOf(root).filter((word) => !this.#words.has(word)))];
  }
}

const wordsOf = (root: ParentNode): string[] =>
  [...root.querySelectorAll('*')].flatMap(({ localName, attributes }) => [
    `<${localName}>`,
    ...[...attributes].map(({ name }) => `${localName}[${name}]`),
  ]);

const ADDRESSES = ['href', 'xlink:href', 'src', 'srcset', 'action', 'formaction', 'data', 'srcdoc', 'poster', 'ping'];

/** Addresses on a screen that could run a script. */
export const runnable = (root: ParentNode): readonly string[] =>
  [...root.querySelectorAll('*')].flatMap((element) =>
    ADDRESSES.flatMap((name) => element.getAttribute(name) ?? []).filter((address) => !isHarmless(address)),
  );

/** A web address, an app of the list, an image of the widget's own, or one within the page. */
export const isHarmless = (address: string): boolean =>
  hasAppScheme(address) || /^(https?|blob):$/.test(new URL(address, 'https://shop.test').protocol);
