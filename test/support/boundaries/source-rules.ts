import { isNode, nameOf, type SourceFile, type SyntaxNode } from './source-file.ts';
import type { Violation } from './violation.ts';

/** Checks the code and comments of one file, apart from its imports. */
export function checkSource(file: SourceFile): Violation[] {
  const inNodes = NODE_RULES.flatMap(({ rule, in: where, fault }) =>
    where(file.path)
      ? file.nodes.flatMap((node) => {
          const detail = fault(node, file);
          return detail === undefined ? [] : [{ rule, path: file.path, line: file.lineOf(node), detail }];
        })
      : [],
  );
  const inComments = file.comments.flatMap(({ text, line }) =>
    COMMENT_RULES.flatMap(({ rule, pattern }) => {
      const match = pattern.exec(text);
      return match ? [{ rule, path: file.path, line, detail: match[0] }] : [];
    }),
  );
  return [...inNodes, ...inComments];
}

interface NodeRule {
  readonly rule: string;
  readonly in: (path: string) => boolean;
  /** What is wrong with the node; `undefined` when nothing is. */
  readonly fault: (node: SyntaxNode, file: SourceFile) => string | undefined;
}

const everywhere = (): boolean => true;
const server = (path: string): boolean => path.startsWith('server/');
const session = (path: string): boolean => path.startsWith('widget/session/');
const timeless = (path: string): boolean => /^server\/(payments|providers)\//.test(path);

const NODE_RULES: readonly NodeRule[] = [
  { rule: 'any', in: everywhere, fault: (node) => (node.type === 'TSAnyKeyword' ? 'any' : undefined) },
  {
    rule: 'cast-through-unknown',
    in: everywhere,
    fault: (node) => (isCast(node) && isCast(node['expression']) ? 'as … as …' : undefined),
  },
  {
    rule: 'environment',
    // Recipes are programs of their own.
    in: (path) => !['server/main.ts', 'server/demo/run-demo.ts'].includes(path) && !path.startsWith('server/recipes/'),
    fault: (node) => {
      if (node.type === 'MemberExpression' && /^(globalThis\.)?process\.env$/.test(nameOf(node) ?? ''))
        return 'process.env';
      if (node.type === 'ImportDeclaration' && isNode(node['source'])) {
        return /^(node:)?process$/.test(String(node['source']['value'])) ? 'node:process' : undefined;
      }
      // `const { env } = process`
      return node.type === 'VariableDeclarator' && nameOf(node['init']) === 'process' ? 'process' : undefined;
    },
  },
  { rule: 'wall-clock', in: timeless, fault: readsAmbientState },
  {
    rule: 'timer',
    // Every request of a provider goes through this file, which sets the time limits.
    in: (path) => timeless(path) && path !== 'server/providers/http.ts',
    fault: (node) => called(node, /^(globalThis\.)?(setTimeout|setInterval|setImmediate)$|^AbortSignal\.timeout$/),
  },
  { rule: 'secret-compared', in: server, fault: comparesSecret },
  {
    rule: 'dom-in-session',
    in: session,
    fault: (node) => {
      const name =
        node.type === 'MemberExpression'
          ? nameOf(node['object'])
          : node.type === 'TSTypeReference'
            ? nameOf(node['typeName'])
            : undefined;
      return name !== undefined && DOM.test(name) ? name : undefined;
    },
  },
];

const DOM =
  /^(document|window|localStorage|sessionStorage|navigator|customElements|Document|Window|Element|ShadowRoot|(HTML|SVG)\w*Element)$/;

const COMMENT_RULES: readonly { readonly rule: string; readonly pattern: RegExp }[] = [
  { rule: 'types-silenced', pattern: /@ts-(ignore|expect-error|nocheck)/ },
  { rule: 'unfinished', pattern: /\b(TODO|FIXME|XXX)\b/ },
];

const isCast = (node: unknown): node is SyntaxNode =>
  isNode(node) && (node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion');

function called(node: SyntaxNode, pattern: RegExp): string | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const name = nameOf(node['callee']);
  return name !== undefined && pattern.test(name) ? name : undefined;
}

/** Clock, randomness and network are arguments there, so that any schedule of faults can be replayed. */
function readsAmbientState(node: SyntaxNode, file: SourceFile): string | undefined {
  const name = called(
    node,
    /^(Date\.now|performance\.now|process\.hrtime(\.bigint)?|Math\.random|(crypto\.)?(randomUUID|randomBytes|randomInt|getRandomValues)|fetch|globalThis\.fetch)$/,
  );
  if (name !== undefined) return name === 'fetch' && isGiven(file, name) ? undefined : name;
  const empty = Array.isArray(node['arguments']) && node['arguments'].length === 0;
  return empty ? called(node, /^Date$/) : undefined;
}

/** Whether the name is a parameter, or destructured from one, anywhere in the file: then it is not the global. */
const isGiven = (file: SourceFile, name: string): boolean =>
  file.nodes.some((node) => {
    if (node.type === 'ObjectPattern')
      return listOf(node['properties']).some((one) => isNode(one) && nameOf(one['value']) === name);
    return /Function/.test(node.type) && listOf(node['params']).some((one) => nameOf(one) === name);
  });

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const SECRET =
  /(^|[._]|[a-z](?=[A-Z]))(signature|token|mac|hmac|secret|digest|apiKey|Signature|Token|Mac|Hmac|Secret|Digest|ApiKey)$/;

/** Threat 26: the time that `===` takes shows how much of a secret was guessed. */
function comparesSecret(node: SyntaxNode): string | undefined {
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(String(node['operator']))) return undefined;
  const sides = [node['left'], node['right']];
  // A comparison with a literal or `undefined` only asks whether there is one.
  if (
    sides.some(
      (side) =>
        isNode(side) && (side.type === 'Literal' || nameOf(side) === 'undefined' || side.type === 'UnaryExpression'),
    )
  )
    return undefined;
  return sides.map((side) => nameOf(side)).find((name) => name !== undefined && SECRET.test(name));
}
