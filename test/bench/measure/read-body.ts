import type { IncomingMessage } from 'node:http';

/** Calls back with the whole body. Without promises: it is part of floors, which cost as little as possible. */
export function readBody(request: IncomingMessage, use: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => use(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
}
