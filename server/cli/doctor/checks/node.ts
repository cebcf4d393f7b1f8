import { fail, pass, warn, type Finding } from '../finding.ts';
import { nodeFault } from '../../node-fault.ts';

/** The versions that Kasir is tested with. */
const TESTED = [20, 22, 24];

export function checkNode(version: string = process.versions.node): Promise<Finding> {
  const fault = nodeFault(version);
  const major = Number.parseInt(version, 10);
  const finding =
    fault !== undefined
      ? fail(fault, `install Node.js ${TESTED.at(-1)} from https://nodejs.org`)
      : TESTED.includes(major)
        ? pass(`Node.js ${version}`)
        : warn(
            `Node.js ${version} is not a version that Kasir is tested with`,
            `install Node.js ${TESTED.join(' or ')}`,
          );
  return Promise.resolve(finding);
}
