import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { play } from '../../../../server/cli/scenarios/play.ts';
import type { Sheet } from '../../../../server/cli/scenarios/render-sheet.ts';
import { playSheet } from '../../../../server/cli/scenarios/scenarios.ts';
import { OutcomeUnknown } from '../../../../server/payments/ports/ports.ts';
import { Manual, type ScenarioStage } from '../../../../server/providers/scenario.ts';
import { configOf } from '../../http/a-server.ts';
import { openHttpStage, type HttpStage } from '../http-stage.ts';
import { runKasir } from '../run-kasir.ts';

let stage: HttpStage;
before(async () => {
  stage = await openHttpStage();
});
after(() => stage.close());

const sheetOf = (provider: string, over: Readonly<Record<string, string>> = {}, only = ''): Promise<Sheet> =>
  playSheet(configOf({ ...stage.environment, ...over }), provider, only, () => undefined);

const idsWith = ({ scenarios }: Sheet, status: string): readonly string[] =>
  scenarios.filter((each) => each.status === status).map(({ id }) => id);

describe('kasir scenarios', () => {
  it('plays every sheet against its simulator: all pass that need nobody at a counter or a dashboard', async () => {
    const sheets = await Promise.all(['nicepay', 'xendit', 'bdpay', 'midtrans'].map((id) => sheetOf(id)));
    for (const sheet of sheets) {
      const failed = sheet.scenarios.filter(({ status }) => status === 'fail');
      assert.deepEqual(failed, [], sheet.provider);
      assert.equal(sheet.environment, 'simulator');
      assert.equal(new Set(sheet.scenarios.map(({ id }) => id)).size, sheet.scenarios.length);
      for (const { id, status, evidence, reason } of sheet.scenarios)
        assert.ok((status === 'pass' ? evidence : reason) !== undefined, id);
    }
    assert.deepEqual(
      sheets.flatMap((sheet) => idsWith(sheet, 'manual')),
      [
        'cvs.alfamart.counter',
        'cvs.indomaret.counter',
        'webhook.received',
        'webhook.repeated',
        'notification.repeated',
        'notification.repeated',
      ],
    );
    const [nicepay] = sheets;
    assert.ok(nicepay);
    assert.equal(nicepay.scenarios.filter(({ id }) => id.startsWith('card.failure.')).length, 8);
  });

  it('plays cards that the customer types in our form', async () => {
    const sheet = await sheetOf('nicepay', { NICEPAY_CARD_MODE: 'direct' }, 'card.failure');
    assert.deepEqual(idsWith(sheet, 'pass').length, 8);
  });

  it('names the reason of what fails', async () => {
    const sheet = await sheetOf('nicepay', { NICEPAY_MERCHANT_KEY: 'the-key-of-somebody-else' }, 'va.registration');
    assert.deepEqual(idsWith(sheet, 'fail'), ['va.registration']);
    assert.match(sheet.scenarios[0]?.reason ?? '', /9010.*merchant key/);
  });

  it('refuses production, and a provider that is not configured', async () => {
    for (const over of [
      { XENDIT_SECRET_KEY: 'xnd_production_key' },
      { NICEPAY_BASE_URL: 'https://www.nicepay.co.id/nicepay' },
    ]) {
      const provider = 'XENDIT_SECRET_KEY' in over ? 'xendit' : 'nicepay';
      await assert.rejects(sheetOf(provider, over), /is configured for production/);
    }
    const { code, err } = await runKasir(['scenarios', '--provider', 'nobody', '--json'], stage.environment);
    assert.equal(code, 64);
    assert.match(err, /KASIR_PROVIDERS does not name "nobody"/);
  });

  it('gives up on a provider that does not answer', async () => {
    let runs = 0;
    const failing = (error: Error) => (id: string) => ({ id, title: id, run: () => Promise.reject((runs++, error)) });
    const silent = failing(new OutcomeUnknown('no complete answer arrived'));
    const scenarios = [failing(new Manual('go there'))('a'), ...['b', 'c', 'd', 'e'].map(silent)];
    const results = await play(scenarios, () => ({}) as ScenarioStage);
    assert.deepEqual(
      results.map(({ status, reason }) => `${status} ${reason}`),
      [
        'manual go there',
        'fail no complete answer arrived',
        'fail no complete answer arrived',
        'fail not tried: the provider does not answer',
        'fail not tried: the provider does not answer',
      ],
    );
    assert.equal(runs, 3);
  });
});
