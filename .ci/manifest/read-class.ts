import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';

export interface Member {
  readonly name: string;
  /** Its type as it is written; of a method, what it returns. */
  readonly type: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly isMethod: boolean;
  readonly description: string;
}

export interface ClassSource {
  readonly comment: string;
  readonly members: readonly Member[];
  /** Of lit's `static properties`, by name: as written. */
  readonly declared: ReadonlyMap<string, string>;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What a class of a TypeScript source offers: its public fields and methods with their types and comments.
 *
 * @throws {Error} where the file has no such class
 */
export function readClass(path: string, name: string): ClassSource {
  const text = readFileSync(path, 'utf8');
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const written = ({ start, end }: Node): string => text.slice(start, end).replaceAll(/\s+/g, ' ');
  const commentBefore = ({ start }: Node): string => {
    const comment = comments.findLast(({ end }) => end <= start);
    return comment?.value.startsWith('*') && text.slice(comment.end, start).trim() === '' ? comment.value : '';
  };
  for (const statement of program.body) {
    const found = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (found?.type !== 'ClassDeclaration' || found.id?.name !== name) continue;
    const members: Member[] = [];
    const declared = new Map<string, string>();
    for (const member of found.body.body) {
      if (!('key' in member) || member.key.type !== 'Identifier') continue;
      const common = { name: member.key.name, description: sentences(commentBefore(member)) };
      if (member.type === 'PropertyDefinition' && member.static && common.name === 'properties') {
        const value = member.value?.type === 'TSSatisfiesExpression' ? member.value.expression : member.value;
        if (value?.type !== 'ObjectExpression') throw new Error(`${path}: properties is no object`);
        for (const property of value.properties)
          if (property.type === 'Property' && property.key.type === 'Identifier')
            declared.set(property.key.name, written(property.value));
      } else if (member.type === 'PropertyDefinition' && !member.static && member.typeAnnotation)
        members.push({
          ...common,
          type: written(member.typeAnnotation.typeAnnotation),
          parameters: [],
          isMethod: false,
        });
      else if (
        member.type === 'MethodDefinition' &&
        member.kind === 'method' &&
        !member.override &&
        !member.accessibility
      )
        members.push({
          ...common,
          type: member.value.returnType ? written(member.value.returnType.typeAnnotation) : 'void',
          parameters: member.value.params.flatMap((parameter) =>
            parameter.type === 'Identifier' && parameter.typeAnnotation
              ? { name: parameter.name, type: written(parameter.typeAnnotation.typeAnnotation) }
              : [],
          ),
          isMethod: true,
        });
    }
    return { comment: commentBefore(statement), members, declared };
  }
  throw new Error(`${path} has no class ${name}`);
}

/** The text of a comment without its stars and tags. */
export const sentences = (comment: string): string =>
  comment
    .replaceAll(/^\s*\*\s?/gm, '')
    .split(/^@/m)[0]
    ?.replaceAll(/\s+/g, ' ')
    .trim() ?? '';

/** The tags of a comment: `@slot header - above the card`. A type in braces and a text after ` - ` may be absent. */
export const tagsOf = (comment: string, tag: string) =>
  [...comment.matchAll(new RegExp(`@${tag} (?:\\{(\\w+)\\} )?([\\w-]+)(?: - (.+))?`, 'g'))].map(
    ([, type = '', name = '', description = '']) => ({ name, type, description: description.trim() }),
  );
