/**
 * The floor of taking in a notification: bare node:http, the token compared in constant time, one durable row, 200.
 * Arguments: the database file and the token.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readBody } from '../measure/read-body.ts';
import { serveChild } from '../measure/serve-child.ts';
import { openSqliteRows } from './sqlite-rows.ts';

const [file = '', token = ''] = process.argv.slice(2);
const rows = openSqliteRows(file);
const digest = (content: string | Buffer): Buffer => createHash('sha256').update(content).digest();
const expected = digest(token);

serveChild((request, response) => {
  readBody(request, (body) => {
    if (!timingSafeEqual(digest(String(request.headers['x-callback-token'])), expected)) {
      response.writeHead(401, { 'content-length': 0 }).end();
      return;
    }
    const key = digest(body).toString('base64url');
    void rows
      .insert([key, key, 'received', body.length, body.toString('latin1'), Date.now()])
      .then(() => response.writeHead(200, { 'content-length': 0 }).end());
  });
});
