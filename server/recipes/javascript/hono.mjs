// A whole shop in Hono: deno serve hono.mjs, bun hono.mjs, an edge runtime, or Node with @hono/node-server.
import { Hono } from 'hono';
import { genuineEvent, tokenFor } from './kasir.mjs';
import { applyEvent, findOrder, placeOrder } from './orders.mjs';
import { orderPage, orderScript, shopPage } from './pages.mjs';

const app = new Hono();

app.post('/webhooks/kasir', async (c) => {
  // Before anything calls c.req.json(): the signature covers the bytes.
  const event = await genuineEvent(await c.req.arrayBuffer(), c.req.raw.headers);
  if (event === undefined) return c.body(null, 401);
  applyEvent(event);
  return c.body(null, 204);
});

app.get('/', (c) => c.html(shopPage()));

app.post('/orders', async (c) => {
  const { goods } = await c.req.parseBody({ all: true });
  const order = placeOrder([goods ?? []].flat());
  return order === undefined ? c.text('Choose something first.', 400) : c.redirect(`/orders/${order.id}`, 303);
});

app.get('/orders/:id', async (c) => {
  const order = findOrder(c.req.param('id'));
  if (order === undefined) return c.text('No such order.', 404);
  c.header('Cache-Control', 'no-store');
  return c.html(await orderPage(order));
});

app.post('/orders/:id/token', async (c) => {
  const order = findOrder(c.req.param('id'));
  if (order?.status !== 'pending') return c.body(null, 409);
  c.header('Cache-Control', 'no-store');
  return c.json({ clientToken: await tokenFor(order) });
});

app.get('/order.js', (c) => c.body(orderScript, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));

export default app;
