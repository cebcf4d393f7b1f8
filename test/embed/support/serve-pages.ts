import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** Pages of an origin of their own. */
export interface PageServer {
  readonly origin: string;
  /** From now on the files of this folder are served. */
  show(folder: string): void;
  close(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * Serves built pages, as a shop's web server would. What stands in an `index.html` as `{{bff}}` is the parameter `bff` of
 * the address, as a server's template would fill it in; `{{query}}` is the whole query.
 */
export async function servePages(): Promise<PageServer> {
  let folder = '';
  const server = createServer((request, response) => {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    readFile(path).then(
      (content) => {
        response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
        response.end(
          path.endsWith('.html')
            ? content
                .toString()
                .replaceAll('{{query}}', escape(search.slice(1)))
                .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => escape(searchParams.get(name) ?? ''))
            : content,
        );
      },
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    show: (next) => {
      folder = next;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
