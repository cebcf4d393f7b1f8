/**
 * A storefront that acknowledges each event after some milliseconds. `POST /stub?takesMs=20` sets how many, and answers with
 * what it has received since the last time, and how long after the event.
 */
import { z } from 'zod';
import { quantile } from '../measure/quantile.ts';
import { readBody } from '../measure/read-body.ts';
import { serveChild } from '../measure/serve-child.ts';

let takesMs = 0;

const eventSchema = z.object({ timestamp: z.string() });
let lagsMs: number[] = [];
let firstAt = 0;
let lastAt = 0;

serveChild((request, response) => {
  readBody(request, (body) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stub');
    if (pathname === '/stub') {
      takesMs = Number(searchParams.get('takesMs') ?? takesMs);
      response.writeHead(200, { 'content-type': 'application/json' });
      const lagP99Ms = quantile(lagsMs, 0.99);
      response.end(JSON.stringify({ count: lagsMs.length, seconds: (lastAt - firstAt) / 1_000, lagP99Ms }));
      lagsMs = [];
      return;
    }
    const now = Date.now();
    if (lagsMs.length === 0) firstAt = now;
    lastAt = now;
    lagsMs.push(now - Date.parse(eventSchema.parse(JSON.parse(body.toString('utf8'))).timestamp));
    setTimeout(() => response.writeHead(200, { 'content-length': 0 }).end(), takesMs);
  });
});
