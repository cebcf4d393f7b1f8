import { placeOrder } from '../../../orders.mjs';

export async function POST(request) {
  const form = await request.formData();
  const order = placeOrder(form.getAll('goods'));
  if (order === undefined) return new Response('Choose something first.', { status: 400 });
  return new Response(null, { status: 303, headers: { location: `/orders/${order.id}` } });
}
