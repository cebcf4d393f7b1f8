// A whole shop in Express: node express.mjs
import express from 'express';
import { genuineEvent, tokenFor } from './kasir.mjs';
import { applyEvent, findOrder, placeOrder } from './orders.mjs';
import { orderPage, orderScript, shopPage } from './pages.mjs';

const app = express();

// Before every other body parser: the signature covers the bytes.
app.post('/webhooks/kasir', express.raw({ type: '*/*', limit: '1mb' }), async (request, response) => {
  const event = await genuineEvent(request.body, request.headers);
  if (event === undefined) return response.sendStatus(401);
  applyEvent(event);
  return response.sendStatus(204);
});

app.use(express.urlencoded({ extended: false }));

app.get('/', (_request, response) => response.send(shopPage()));

app.post('/orders', (request, response) => {
  const order = placeOrder([request.body.goods ?? []].flat());
  if (order === undefined) return response.status(400).send('Choose something first.');
  return response.redirect(303, `/orders/${order.id}`);
});

app.get('/orders/:id', async (request, response) => {
  const order = findOrder(request.params.id);
  if (order === undefined) return response.status(404).send('No such order.');
  return response.set('Cache-Control', 'no-store').send(await orderPage(order));
});

app.post('/orders/:id/token', async (request, response) => {
  const order = findOrder(request.params.id);
  if (order?.status !== 'pending') return response.sendStatus(409);
  return response.set('Cache-Control', 'no-store').json({ clientToken: await tokenFor(order) });
});

app.get('/order.js', (_request, response) => response.type('js').send(orderScript));

app.listen(process.env.PORT ?? 3000);
