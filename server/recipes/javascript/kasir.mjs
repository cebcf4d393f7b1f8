// What the shop asks of Kasir. Both addresses are the server's PUBLIC_URL, unless yours reaches it another way.
import { createClient, verifyEvent } from '@kasir/server/client';
import { lastSequence, rememberCheckout } from './orders.mjs';

const { KASIR_URL, KASIR_API_KEY, KASIR_WEBHOOK_SECRET, SHOP_URL } = process.env;
const kasir = createClient({ url: KASIR_URL, apiKey: KASIR_API_KEY });

/**
 * The token of the page. The key makes a repeat harmless: after a crash between the two lines that follow, the same
 * checkout is found again.
 */
export async function tokenFor(order) {
  if (order.checkoutId !== undefined) return (await kasir.checkouts.renewToken(order.checkoutId)).clientToken;
  const checkout = await kasir.checkouts.create(
    {
      reference: order.id,
      amount: order.amount,
      currency: order.currency,
      description: 'Tea house',
      returnUrl: `${SHOP_URL}/orders/${order.id}`,
    },
    { idempotencyKey: `checkout-of-${order.id}` },
  );
  rememberCheckout(order.id, checkout.id);
  return checkout.clientToken;
}

/** The event, or `undefined` for what is not genuine: then answer 401. `body` is what was received, unparsed. */
export async function genuineEvent(body, headers) {
  try {
    return await verifyEvent(body, headers, { secret: KASIR_WEBHOOK_SECRET, lastSequence });
  } catch (error) {
    console.error(`webhook refused: ${error.message}`);
    return undefined;
  }
}
