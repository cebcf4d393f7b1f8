import { RateLimiterMemory } from 'rate-limiter-flexible';
import { isFinal } from '../../../shared/payment-status.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { loadCheckout } from '../../payments/core/load.ts';
import type { Payment } from '../../payments/model/model.ts';
import type { Context } from '../context.ts';
import { endpoint, findParameter, type Endpoint } from '../endpoint.ts';

/**
 * The customer's browser comes back from a provider. That it comes proves nothing, and what it carries is not read: the
 * provider is asked, and the browser goes on to the merchant's page, which will hear from us.
 */
export function customerReturnEndpoint(domain: Domain): Endpoint {
  const inquiries = new RateLimiterMemory({ points: 1, duration: 3 });

  /** Soon, once for a while: this address is open to all, and each inquiry is a call to the provider. */
  const askSoon = async ({ id, status }: Payment): Promise<void> => {
    if (isFinal(status)) return;
    const isDue = await inquiries.consume(id).then(
      () => true,
      () => false,
    );
    if (!isDue) return;
    await domain.store.transact((tx) => tx.scheduleJob({ kind: 'inquire', key: id, runAt: domain.clock.now() }));
    domain.wake();
  };

  return endpoint('customerReturn', async (ctx) => {
    const id = findParameter(ctx, 'id');
    const payment = id === undefined ? undefined : await domain.store.findPayment(id);
    if (payment === undefined) return showNotFound(ctx);
    await askSoon(payment);
    const { returnUrl } = await loadCheckout(domain, payment.checkoutId);
    ctx.status = 303;
    ctx.set('Location', withCheckout(returnUrl, payment.checkoutId));
    ctx.body = '';
  });
}

/** The merchant's own address with its own query, letter by letter, and the checkout's id behind it. */
export function withCheckout(returnUrl: string, checkoutId: string): string {
  const { href, hash } = new URL(returnUrl);
  const address = hash === '' ? href.replace(/#$/, '') : href.slice(0, -hash.length);
  const [path = '', query = ''] = splitOnce(address, '?');
  const others = query === '' ? [] : query.split('&').filter((pair) => !/^kasir_checkout(?:=|$)/.test(pair));
  return `${path}?${[...others, `kasir_checkout=${encodeURIComponent(checkoutId)}`].join('&')}${hash}`;
}

const splitOnce = (text: string, mark: string): readonly string[] => {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

const NOT_FOUND = `<!doctype html>
<html lang="id">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pembayaran tidak ditemukan</title>
<h1>Pembayaran tidak ditemukan</h1>
<p>Kembali ke toko untuk melihat pesanan Anda.</p>
<p lang="en">There is no such payment. Go back to the shop to see your order.</p>
</html>
`;

function showNotFound(ctx: Context): void {
  ctx.status = 404;
  ctx.body = NOT_FOUND;
  ctx.set('Content-Type', 'text/html; charset=utf-8');
}
