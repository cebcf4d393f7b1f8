import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Koa from 'koa';
import type { Kasir } from '../../../server/index.ts';
import { missing, optionalPackage } from '../optional-package.ts';

/** A shop that Kasir is mounted in, as server/README.md shows for its framework. `/hello` is the shop's own. */
export interface Host {
  readonly name: string;
  /** The server, not listening yet; or why it cannot be made here. */
  readonly mount: (kasir: Kasir) => Promise<Server | string>;
}

type Next = () => void;
interface ExpressApp {
  (request: IncomingMessage, response: ServerResponse): void;
  use(handler: object): void;
  use(path: string, handler: object): void;
  get(path: string, handler: (request: unknown, response: { send(text: string): void }) => void): void;
}
interface Express {
  readonly default: { (): ExpressApp; json(): object };
}
interface FastifyReply {
  hijack(): void;
  readonly raw: ServerResponse;
}
interface Fastify {
  readonly default: () => {
    readonly server: Server;
    addHook(
      name: 'onRequest',
      hook: (request: { readonly raw: IncomingMessage }, reply: FastifyReply, done: Next) => void,
    ): void;
    get(path: string, handler: () => Promise<string>): void;
    ready(): Promise<void>;
  };
}

const bareNode: Host = {
  name: 'a bare Node server',
  mount: (kasir) =>
    Promise.resolve(
      createServer((request, response) => {
        if (kasir.handles(request)) kasir.handler(request, response);
        else response.end('hello');
      }),
    ),
};

const koa: Host = {
  name: 'Koa',
  async mount(kasir) {
    const app = new Koa();
    app.use(async (ctx, next) => {
      if (!kasir.handles(ctx.req)) return void (await next());
      ctx.respond = false;
      kasir.handler(ctx.req, ctx.res);
    });
    app.use((ctx) => {
      ctx.body = 'hello';
    });
    const answer = app.callback();
    return createServer((request, response) => void answer(request, response));
  },
};

/** With one body parser for the whole shop, after Kasir. */
const express = (name: string, use: (app: ExpressApp, kasir: Kasir) => void): Host => ({
  name,
  async mount(kasir) {
    const loaded = (await optionalPackage('express')) as Express | undefined;
    if (loaded === undefined) return missing('express');
    const app = loaded.default();
    use(app, kasir);
    app.use(loaded.default.json());
    app.get('/hello', (_request, response) => response.send('hello'));
    return createServer(app);
  },
});

const fastify: Host = {
  name: 'Fastify',
  async mount(kasir) {
    const loaded = (await optionalPackage('fastify')) as Fastify | undefined;
    if (loaded === undefined) return missing('fastify');
    const app = loaded.default();
    app.addHook('onRequest', (request, reply, done) => {
      if (!kasir.handles(request.raw)) return done();
      reply.hijack();
      kasir.handler(request.raw, reply.raw);
    });
    app.get('/hello', () => Promise.resolve('hello'));
    await app.ready();
    return app.server;
  },
};

export const HOSTS: readonly Host[] = [
  bareNode,
  koa,
  express('Express', (app, kasir) =>
    app.use((request: IncomingMessage, response: ServerResponse, next: Next) =>
      kasir.handles(request) ? kasir.handler(request, response) : next(),
    ),
  ),
  express('Express, at a path', (app, kasir) => app.use('/pay', kasir.handler)),
  fastify,
];
