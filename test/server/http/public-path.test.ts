import assert from 'node:assert/strict';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { publicPath } from '../../../server/http/public-path.ts';

/** What the server sees of a request with this address, `undefined` if it is not its own. */
function seen(publicUrl: string, url: string, originalUrl?: string): string | undefined {
  const request = Object.assign(new IncomingMessage(new Socket()), { url, ...(originalUrl && { originalUrl }) });
  const path = publicPath(publicUrl);
  if (!path.includes(request)) return undefined;
  path.remove(request);
  return request.url;
}

test('without a path every request is the server’s, as it is', () => {
  for (const url of ['/', '/v1/checkouts', '/pay', '*']) assert.equal(seen('https://pay.example', url), url);
});

test('with a path only requests below it are, and lose it once', () => {
  const cases = [
    ['/pay', '/'],
    ['/pay?x=1', '/?x=1'],
    ['/pay/', '/'],
    ['/pay/v1/checkouts?limit=1', '/v1/checkouts?limit=1'],
    ['/pay/pay/v1', '/pay/v1'],
    ['/payments', undefined],
    ['/', undefined],
    ['/v1/checkouts', undefined],
    ['/PAY/v1', undefined],
  ] as const;
  for (const [url, expected] of cases) assert.equal(seen('https://shop.example/pay', url), expected, url);
});

test('where a framework has removed the path, it is not removed again', () => {
  assert.equal(seen('https://shop.example/v1', '/v1/checkouts', '/v1/v1/checkouts'), '/v1/checkouts');
  assert.equal(seen('https://shop.example/a/b', '/healthz', '/a/b/healthz'), '/healthz');
});
