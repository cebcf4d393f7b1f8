import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announcementTexts, readAnnouncements } from '../../../../server/store/postgres/announcement-text.ts';

test('announcements of others are read, each once, those of the sender are not', () => {
  const all = [{ changed: 'co_1' }, { jobs: true }, { released: 'key "with" é' }, { changed: 'co_1' }] as const;
  const [text = '', ...further] = announcementTexts('me', all);
  assert.deepEqual(further, []);
  assert.deepEqual(readAnnouncements('another', text), [
    { changed: 'co_1' },
    { jobs: true },
    { released: 'key "with" é' },
  ]);
  assert.deepEqual(readAnnouncements('me', text), []);
  assert.deepEqual(announcementTexts('me', []), []);
});

test('many announcements are sent in texts that PostgreSQL accepts', () => {
  const all = Array.from({ length: 2_000 }, (_, index) => ({ released: `é${index}` }));
  const texts = announcementTexts('me', all);
  assert.ok(texts.length > 1 && texts.length < 20, String(texts.length));
  for (const text of texts) assert.ok(Buffer.byteLength(text) < 8_000);
  assert.deepEqual(
    texts.flatMap((text) => readAnnouncements('another', text) ?? []),
    all,
  );
});

test('a text that is not understood is reported as such', () => {
  for (const text of ['', '{}', '["x"]', '["x",[{"surprise":1}]]'])
    assert.equal(readAnnouncements('me', text), undefined);
});
