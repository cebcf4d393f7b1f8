import { tokenFor } from '../../../../../kasir.mjs';
import { findOrder } from '../../../../../orders.mjs';

export async function POST(_request, { params }) {
  const order = findOrder((await params).id);
  if (order?.status !== 'pending') return new Response(null, { status: 409 });
  return Response.json({ clientToken: await tokenFor(order) }, { headers: { 'cache-control': 'no-store' } });
}
