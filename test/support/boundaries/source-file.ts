import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/** A node of the syntax tree. Each check narrows the few members it reads. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [member: string]: unknown;
}

export interface Import {
  /** As written; `undefined` when it is not a plain string, so that the target is not known. */
  readonly specifier: string | undefined;
  /** Erased with the types. */
  readonly typeOnly: boolean;
  /** `import()` or `new URL(…, import.meta.url)`: loaded when, and only if, the line runs. */
  readonly dynamic: boolean;
  readonly line: number;
}

export interface SourceFile {
  /** Below the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly nodes: readonly SyntaxNode[];
  readonly comments: readonly { readonly text: string; readonly line: number }[];
  readonly lineOf: (node: SyntaxNode) => number;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;

/**
 * Parses one TypeScript or JavaScript file.
 *
 * @throws SyntaxError where it cannot be parsed: a file that was not read has not been checked
 */
export function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(`${root}/${path}`, 'utf8');
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message}`);
  const lineAt = lineCounter(text);
  const nodes = isNode(program) ? flatten(program) : [];
  return {
    path,
    text,
    nodes,
    imports: nodes.flatMap((node) => importsOf(node).map((found) => ({ ...found, line: lineAt(node.start) }))),
    comments: comments.map((comment) => ({ text: comment.value, line: lineAt(comment.start) })),
    lineOf: (node) => lineAt(node.start),
  };
}

function flatten(root: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const next = pending.pop();
    if (Array.isArray(next)) pending.push(...(next as readonly unknown[]));
    else if (isNode(next)) {
      found.push(next);
      pending.push(...Object.values(next).filter((value) => typeof value === 'object'));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function importsOf(node: SyntaxNode): Omit<Import, 'line'>[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return [{ specifier: textOf(node['source']), typeOnly: isTypeOnly(node, 'importKind'), dynamic: false }];
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      if (!isNode(node['source'])) return [];
      return [{ specifier: textOf(node['source']), typeOnly: isTypeOnly(node, 'exportKind'), dynamic: false }];
    case 'ImportExpression':
      return [{ specifier: textOf(node['source']), typeOnly: false, dynamic: true }];
    case 'TSImportType':
      return [{ specifier: textOf(node['source']), typeOnly: true, dynamic: false }];
    case 'TSImportEqualsDeclaration':
      return [{ specifier: undefined, typeOnly: false, dynamic: false }];
    case 'CallExpression':
      if (nameOf(node['callee']) !== 'require') return [];
      return [{ specifier: textOf(firstArgument(node)), typeOnly: false, dynamic: true }];
    case 'NewExpression': {
      const target = textOf(firstArgument(node));
      if (nameOf(node['callee']) !== 'URL' || target === undefined || !/^\.{1,2}\/.*\.[cm]?[jt]s$/.test(target))
        return [];
      return [{ specifier: target, typeOnly: false, dynamic: true }];
    }
    default:
      return [];
  }
}

function isTypeOnly(node: SyntaxNode, kind: 'importKind' | 'exportKind'): boolean {
  if (node[kind] === 'type') return true;
  const specifiers = Array.isArray(node['specifiers']) ? (node['specifiers'] as readonly unknown[]) : [];
  return specifiers.length > 0 && specifiers.every((one) => isNode(one) && one[kind] === 'type');
}

const firstArgument = (node: SyntaxNode): unknown =>
  Array.isArray(node['arguments']) ? node['arguments'][0] : undefined;

const textOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : undefined;

/** `x` → `x`, `a.b.c` → `a.b.c`, `a['b']` → `a.b`; anything else has no name. */
export function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier' && typeof node['name'] === 'string') return node['name'];
  if (node.type === 'ThisExpression') return 'this';
  if (node.type === 'ChainExpression') return nameOf(node['expression']);
  if (node.type !== 'MemberExpression') return undefined;
  const object = nameOf(node['object']) ?? '';
  const member = node['computed'] === true ? textOf(node['property']) : nameOf(node['property']);
  return member === undefined ? undefined : `${object}.${member}`;
}

function lineCounter(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map((match) => match.index);
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
