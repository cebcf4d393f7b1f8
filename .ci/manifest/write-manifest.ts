import { writeFileSync } from 'node:fs';
import { elementManifest } from './element-manifest.ts';
import { vscodeData, webTypes } from './editor-data.ts';

/** Writes what editors and documentation tools read about the element beside the built widget. */
export function writeManifest(folder: string, version: string): void {
  const manifest = elementManifest('widget');
  const declaration = manifest.modules[0]?.declarations[0];
  if (declaration === undefined) throw new Error('the manifest has no element');
  const write = (name: string, content: object): void =>
    writeFileSync(`${folder}/${name}`, `${JSON.stringify(content, null, 2)}\n`);
  write('custom-elements.json', manifest);
  write('vscode.html-custom-data.json', vscodeData(declaration));
  write('web-types.json', webTypes(declaration, '@kasir/widget', version));
}
