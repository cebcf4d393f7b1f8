import { walkTokens, type Token } from 'marked';
import { documentationPages } from '../../.ci/docs/pages.ts';
import { readSection } from '../../.ci/docs/read-section.ts';

export interface Example {
  /** Of the fence; '' for none. */
  readonly language: string;
  readonly text: string;
  readonly page: string;
}

/** Every block of code on the documentation's pages, once. */
export const documentedExamples = (): readonly Example[] => examplesOf('code');

/** Every call of `kasir` within a sentence, once. */
export const documentedCommands = (): readonly Example[] =>
  examplesOf('codespan').filter(({ text }) => text.startsWith('kasir '));

function examplesOf(type: 'code' | 'codespan'): readonly Example[] {
  const examples = new Map<string, Example>();
  for (const { name, from } of documentationPages())
    for (const section of from)
      void walkTokens([...readSection(section).tokens], (token: Token) => {
        if (token.type !== type) return;
        const { text, lang } = token as Token & { readonly text: string; readonly lang?: string };
        examples.set(text, { language: lang ?? '', text, page: name });
      });
  return [...examples.values()];
}
