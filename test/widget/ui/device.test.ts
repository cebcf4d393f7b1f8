import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectDevice } from '../../../widget/ui/device.ts';

const of = (userAgent: string, maxTouchPoints = 0) => detectDevice({ userAgent, maxTouchPoints });

test('distinguishes phones and tablets from computers', () => {
  assert.deepEqual(of('Mozilla/5.0 (Linux; Android 14; Pixel 7) Chrome/147 Mobile Safari/537.36', 5), {
    kind: 'mobile',
    os: 'android',
  });
  assert.deepEqual(of('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5), { kind: 'mobile', os: 'ios' });
  assert.deepEqual(of('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15', 5), {
    kind: 'mobile',
    os: 'ios',
  });
  assert.deepEqual(of('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15'), {
    kind: 'desktop',
  });
  assert.deepEqual(of('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/147', 10), { kind: 'desktop' });
  assert.deepEqual(of('Mozilla/5.0 (Mobile; rv:130.0) KAIOS/3.0'), { kind: 'mobile' });
});
