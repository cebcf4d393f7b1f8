import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { storeHoursNotice } from '../../../server/http/store-hours-notice.ts';
import { openServer, type TestServer } from './a-server.ts';

/** A moment by the clock of Jakarta. */
const jakarta = (time: string): number => Date.parse(`2026-11-22T${time}:00+07:00`);

describe('the notice of a store whose tills are closed', () => {
  it('is shown from closing to opening, for each chain by its own hours', () => {
    for (const [time, alfamart, indomaret] of [
      ['21:59', false, false],
      ['22:00', true, false],
      ['22:59', true, false],
      ['23:00', true, true],
      ['00:59', true, true],
      ['01:00', false, false],
    ] as const) {
      assert.equal(
        storeHoursNotice('retail_alfamart', jakarta(time), 'id') !== undefined,
        alfamart,
        `Alfamart ${time}`,
      );
      assert.equal(
        storeHoursNotice('retail_indomaret', jakarta(time), 'id') !== undefined,
        indomaret,
        `Indomaret ${time}`,
      );
    }
  });

  it('tells when they open, in both languages', () => {
    const night = jakarta('23:30');
    assert.equal(storeHoursNotice('retail_alfamart', night, 'id'), 'Kasir sedang tutup, buka lagi pukul 01.00 WIB.');
    assert.equal(
      storeHoursNotice('retail_alfamart', night, 'en'),
      'The tills are closed now and open again at 01:00 WIB.',
    );
  });

  it('is not shown for channels that never close', () => {
    assert.equal(storeHoursNotice('va_bca', jakarta('23:30'), 'id'), undefined);
    assert.equal(storeHoursNotice('retail_7eleven', jakarta('23:30'), 'id'), undefined);
  });
});

describe('a session at night', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  const notificationFor = async (token: string, language?: string): Promise<unknown> => {
    const { json, headers } = await server.browser(token, '/v1/session', undefined, {
      headers: language === undefined ? {} : { 'accept-language': language },
    });
    assert.match(String(headers['vary']), /Accept-Language/i);
    const channels = json['channels'] as readonly { code: string; notice?: string }[];
    const stores = channels.filter(({ code }) => code === 'retail_alfamart');
    assert.equal(stores.length, 1, 'closed tills never hide a channel');
    assert.ok(channels.every(({ code, notice }) => code.startsWith('retail_') || notice === undefined));
    return stores[0]?.notice;
  };

  it('names closed stores in the requested language, by default in Indonesian', async () => {
    const { token } = await server.checkout({ channels: ['retail_alfamart', 'va_bca'] });
    assert.equal(await notificationFor(token), undefined);

    const noon = server.clock.now();
    server.clock.set(noon + 10.5 * 3_600_000);
    const late = (await server.checkout({ channels: ['retail_alfamart', 'va_bca'] })).token;
    assert.match(String(await notificationFor(late)), /^Kasir sedang tutup/);
    assert.match(String(await notificationFor(late, 'en')), /^The tills are closed/);
    assert.match(String(await notificationFor(late, 'en-GB,en;q=0.9,id;q=0.8')), /^The tills are closed/);
    assert.match(String(await notificationFor(late, 'fr')), /^Kasir sedang tutup/);

    server.clock.set(noon + 13 * 3_600_000);
    const early = (await server.checkout({ channels: ['retail_alfamart', 'va_bca'] })).token;
    assert.equal(await notificationFor(early), undefined);
  });
});
