import { fail, pass, warn, type Finding } from '../finding.ts';

type Directives = ReadonlyMap<string, readonly string[]>;

/**
 * The content security policies of a page, all of which hold: the payment element must be able to run, and scripts that
 * nobody has allowed must not.
 *
 * @param server the origin of `PUBLIC_URL`
 * @param page the page's own origin
 */
export function checkContentPolicy(policies: readonly string[], server: string, page: string): readonly Finding[] {
  if (policies.length === 0)
    return [
      warn(
        'the page has no content security policy, so any script that gets into it can run',
        `send the header Content-Security-Policy with the page; its script-src and connect-src have to name ${server}`,
      ),
    ];
  const read = policies.map(readPolicy);
  return [...read.flatMap((policy) => blocked(policy, server, page)), ...loose(read)];
}

/** What the element needs, each by its own directive or the default. */
function blocked(policy: Directives, server: string, page: string): readonly Finding[] {
  const missing = ['script-src', 'connect-src'].filter((name) => {
    const sources = sourcesOf(policy, name);
    return sources !== undefined && !allows(sources, server, page);
  });
  return missing.map((name) =>
    fail(
      `the content security policy blocks the payment element: ${name} does not allow ${server}`,
      `add ${server} to ${name} in the Content-Security-Policy of the page`,
    ),
  );
}

const sourcesOf = (policy: Directives, name: string): readonly string[] | undefined =>
  (name === 'script-src' ? policy.get('script-src-elem') : undefined) ?? policy.get(name) ?? policy.get('default-src');

function allows(sources: readonly string[], origin: string, page: string): boolean {
  const { host, hostname, protocol } = new URL(origin);
  return sources.some((source) => {
    if (source === '*' || source === "'strict-dynamic'" || source.startsWith("'nonce-")) return true;
    if (source === "'self'") return origin === page;
    if (source === protocol) return true;
    const [, scheme = protocol, name = ''] = /^(?:([a-z]+:)\/\/)?([^/]+)/.exec(source) ?? [];
    if (scheme !== protocol && !(scheme === 'http:' && protocol === 'https:')) return false;
    return name === host || name === hostname || (name.startsWith('*.') && hostname.endsWith(name.slice(1)));
  });
}

/** Each of several policies restricts: one that is strict is enough. */
function loose(policies: readonly Directives[]): readonly Finding[] {
  const problems = policies.map((policy) => {
    const sources = sourcesOf(policy, 'script-src') ?? [];
    if (sources.length === 0) return 'has no script-src';
    const isByNonce = sources.some((source) => /^'(?:nonce|sha\d+)-/.test(source));
    if (sources.includes("'unsafe-inline'") && !isByNonce) return "allows 'unsafe-inline' scripts";
    return sources.includes('*') || sources.includes('https:') ? 'allows scripts from anywhere' : undefined;
  });
  if (problems.includes(undefined)) return [pass('the content security policy lets only named scripts run')];
  return [
    warn(
      `the content security policy ${problems[0] ?? ''}`,
      'let script-src in the Content-Security-Policy of the page name the origins and nonces of its scripts, and nothing else',
    ),
  ];
}

const readPolicy = (text: string): Directives => {
  const directives = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    const [name = '', ...sources] = part.trim().toLowerCase().split(/\s+/);
    if (name !== '' && !directives.has(name)) directives.set(name, sources);
  }
  return directives;
};
