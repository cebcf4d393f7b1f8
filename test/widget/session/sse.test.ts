import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SseReader } from '../../../widget/session/sse.ts';

const STREAM = [
  ': hello\n',
  'event: payment\nid: 7-1\ndata: {"a":1}\n\n',
  'data: one\ndata: two\r\n\r\n',
  'event:checkout\rdata:bare\r\r',
  ': 15 s have passed\n\n',
  'event: nothing\n\n',
  'data\n\n',
  'retry: 10\ndata: x: y\n\n',
].join('');

const EVENTS = [
  { event: 'payment', data: '{"a":1}', id: '7-1' },
  { event: 'message', data: 'one\ntwo', id: '7-1' },
  { event: 'checkout', data: 'bare', id: '7-1' },
  { event: 'message', data: '', id: '7-1' },
  { event: 'message', data: 'x: y', id: '7-1' },
];

test('reads events, comments and ids as the standard says', () => {
  assert.deepEqual(new SseReader().push(STREAM), EVENTS);
});

test('reads the same however the stream is split', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 12 }), (cuts) => {
      const reader = new SseReader();
      const places = [0, ...cuts.toSorted((one, other) => one - other), STREAM.length];
      const events = places.slice(1).flatMap((place, index) => reader.push(STREAM.slice(places[index], place)));
      assert.deepEqual(events, EVENTS);
    }),
  );
});

test('reports no incomplete event', () => {
  const reader = new SseReader();
  assert.deepEqual(reader.push('data: half'), []);
  assert.deepEqual(reader.push('\n'), []);
  assert.deepEqual(reader.push('\n'), [{ event: 'message', data: 'half', id: undefined }]);
});
