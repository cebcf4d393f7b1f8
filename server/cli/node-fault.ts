const OLDEST = 20;

/** Why this version of Node.js cannot run the server; `undefined` if it can. */
export function nodeFault(version: string): string | undefined {
  const major = Number.parseInt(version, 10);
  return major >= OLDEST ? undefined : `Node.js ${OLDEST} or later is required; this is ${version}`;
}
