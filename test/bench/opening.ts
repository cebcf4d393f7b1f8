import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts';
import { skipped, type Figure } from './figure.ts';
import { withStage } from './measure/stage.ts';
import { bundle } from './opening/bundle.ts';
import { FLOOR_SCRIPTS, floorPages, LIT_FLOOR } from './opening/floor-pages.ts';
import { kasirPages } from './opening/kasir-pages.ts';
import { openInRounds, type Openings } from './opening/rounds.ts';
import { openingFigures } from './opening/opening-figures.ts';
import { openingTable } from './opening/opening-table.ts';
import { PHONE_TEXT } from './opening/phone.ts';
import { openRivals } from './opening/rivals.ts';
import { openShopPages } from './opening/shop-pages.ts';

/** Nothing but this machine is reached. */
const ONLY_HERE = '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1';

/**
 * How fast a page with the element opens on a slow phone, beside the least that such a page can be and, where they are at
 * hand, beside other widgets: every page in turn in one run.
 */
export async function measureOpening(rounds: number): Promise<readonly Figure[]> {
  const openings = await openAll(rounds);
  const floor = openings.found.find(({ contender }) => contender.name === LIT_FLOOR);
  if (floor === undefined) throw new Error('the floor was not opened');
  console.log(`${PHONE_TEXT}; median of ${rounds}\n${openingTable(openings.found, floor)}\n`);
  keep(openings.found);
  return [
    ...openingFigures(openings.found, floor),
    ...(openings.absent === undefined ? [] : [skipped('opening of other widgets', openings.absent)]),
  ];
}

const openAll = (rounds: number): Promise<{ readonly found: readonly Openings[]; readonly absent?: string }> =>
  withStage(async ({ folder, child, server }) => {
    const scripts = await Promise.all(
      Object.entries(FLOOR_SCRIPTS).map(async ([path, file]) => [path, await bundle(file)] as const),
    );
    const shop = await openShopPages(Object.fromEntries(scripts));
    const rivals = await openRivals();
    const executablePath = await findChromium();
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS, '--disable-gpu', ONLY_HERE] });
    try {
      const provider = await child('stubs/provider.ts', [], undefined);
      const bff = await server({
        providerPort: provider.port,
        databaseUrl: `file:${join(folder, 'kasir.db')}`,
        environment: { KASIR_ALLOWED_ORIGINS: shop.origin },
        core: undefined,
      });
      const ours = await kasirPages(`http://127.0.0.1:${bff.port}`, shop, browser);
      const contenders = [...floorPages(shop), ...ours, ...rivals.contenders];
      const stage = { browser, probe: await bundle('opening/probe.ts'), emptyPage: `${shop.origin}/empty` };
      const found = await openInRounds(stage, contenders, rounds);
      return { found, ...(rivals.absent === undefined ? {} : { absent: rivals.absent }) };
    } finally {
      await browser.close();
      shop.close();
      rivals.close();
    }
  });

/** Every opening with its requests, for who wants to know why. */
function keep(found: readonly Openings[]): void {
  mkdirSync('test/bench/results', { recursive: true });
  const pages = found.map(({ contender, all }) => ({ name: contender.name, openings: all }));
  writeFileSync('test/bench/results/widget-openings.json', `${JSON.stringify(pages, null, 2)}\n`);
}
