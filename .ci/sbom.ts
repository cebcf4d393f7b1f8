/**
 * `tsx .ci/sbom.ts server`: prints the software bill of materials of a package (CycloneDX 1.6), from package-lock.json:
 * every package that installing it brings, on any platform, with its licence and checksum. `npm sbom` leaves out what is
 * also a development dependency of the repository.
 */
import { readFileSync } from 'node:fs';
import { readProduction, type LockedPackage } from '../test/package/lockfile.ts';

const [workspace] = process.argv.slice(2);
if (workspace !== 'server' && workspace !== 'widget') throw new Error('the packages are server and widget');

const { name, version, license } = JSON.parse(
  readFileSync(new URL(`../${workspace}/package.json`, import.meta.url), 'utf8'),
) as Readonly<Record<'name' | 'version' | 'license', string>>;

const purl = (title: string, of: string): string => `pkg:npm/${title.replace('@', '%40')}@${of}`;

const licences = (expression: string | undefined): object =>
  expression === undefined
    ? {}
    : { licenses: [/[ (]/.test(expression) ? { expression } : { license: { id: expression } }] };

/** `sha512-<base64>` */
function hashes(integrity: string | undefined): object {
  const [, bits, digest] = /^sha(\d+)-(.+)$/.exec(integrity ?? '') ?? [];
  return digest === undefined
    ? {}
    : { hashes: [{ alg: `SHA-${bits}`, content: Buffer.from(digest, 'base64').toString('hex') }] };
}

function component({ path, version: of = '', license: expression, integrity, resolved }: LockedPackage): object {
  const title = path.replace(/^.*node_modules\//, '');
  return {
    type: 'library',
    'bom-ref': purl(title, of),
    name: title,
    version: of,
    purl: purl(title, of),
    ...licences(expression),
    ...hashes(integrity),
    ...(resolved === undefined ? {} : { externalReferences: [{ type: 'distribution', url: resolved }] }),
  };
}

const self = { type: 'library', 'bom-ref': purl(name, version), name, version, purl: purl(name, version) };
const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { ...self, ...licences(license) } },
  components: readProduction(workspace).all.map(component),
};
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
