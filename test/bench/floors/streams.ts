/** The floor of event streams: bare node:http. `POST /broadcast` writes one event to all of them. */
import type { ServerResponse } from 'node:http';
import { serveChild } from '../measure/serve-child.ts';

const EVENT = `event: payment\nid: 1\ndata: ${JSON.stringify({ status: 'succeeded', text: 'x'.repeat(300) })}\n\n`;
const open = new Set<ServerResponse>();

serveChild((request, response) => {
  if (request.method === 'POST') {
    const at = Date.now();
    for (const stream of open) stream.write(EVENT);
    response.end(JSON.stringify({ at }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('retry: 3000\n\n');
  open.add(response);
  response.on('close', () => open.delete(response));
});
