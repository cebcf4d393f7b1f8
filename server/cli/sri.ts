import { VERSION } from '../http/version.ts';
import { findWidgetDirectory, loadWidgetAssets, presentAssets } from '../http/widget-assets.ts';

/** Prints the same as `/kasir.json`: every file of the widget with its hash. */
export async function printIntegrity(): Promise<void> {
  const assets = await loadWidgetAssets(await findWidgetDirectory(import.meta.url), VERSION);
  if (assets.files.size === 0) {
    process.stderr.write('no widget build found\n');
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${JSON.stringify(presentAssets(assets), null, 2)}\n`);
}
