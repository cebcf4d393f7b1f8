import { readFileSync } from 'node:fs';
import { lexer, type Token, type Tokens } from 'marked';
import { anchor } from './anchor.ts';

/** A document or one of its sections. */
export interface Section {
  /** Of the document, from the root. */
  readonly path: string;
  /** Of the section's heading, which is not among the tokens. */
  readonly heading: string;
  readonly tokens: readonly Token[];
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';

/**
 * @param from the path of a document, with the anchor of a section or without: `README.md#try-it`
 * @throws {Error} where there is no such section
 */
export function readSection(from: string): Section {
  const [path = '', section] = from.split('#');
  const tokens = lexer(readFileSync(path, 'utf8'));
  const start = tokens.findIndex(
    (token) => isHeading(token) && (section === undefined || anchor(token.text) === section),
  );
  const first = tokens[start];
  if (first === undefined || !isHeading(first)) throw new Error(`${path} has no section #${section ?? ''}`);
  const length = tokens.slice(start + 1).findIndex((token) => isHeading(token) && token.depth <= first.depth);
  return {
    path,
    heading: first.text,
    tokens: tokens.slice(start + 1, length < 0 ? undefined : start + 1 + length),
  };
}

/** The headings below that of a section. */
export const headingsOf = ({ tokens }: Section): readonly Tokens.Heading[] => tokens.filter(isHeading);
