import { genuineEvent } from '../../../../kasir.mjs';
import { applyEvent } from '../../../../orders.mjs';

export async function POST(request) {
  // request.text(), never request.json(): the signature covers the bytes.
  const event = await genuineEvent(await request.text(), request.headers);
  if (event === undefined) return new Response(null, { status: 401 });
  applyEvent(event);
  return new Response(null, { status: 204 });
}
