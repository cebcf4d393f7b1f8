import { isFinal } from '../../../shared/payment-status.ts';
import { loadCheckout } from '../../payments/core/load.ts';
import type { Payment } from '../../payments/model/model.ts';
import type { Context } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { findParameter } from '../path-parameter.ts';

/**
 * The customer's browser comes back from a provider. That it comes proves nothing, and its parameters are not read: the
 * provider is asked, and the browser is redirected to the merchant's page.
 */
export const customerReturnEndpoint: Endpoint = {
  operation: {
    tag: 'providers',
    summary: 'Return the customer from a provider',
    alsoByPost: true,
    description:
      'GET or POST. Redirects to the checkout’s `returnUrl` with `kasir_checkout`. Its parameters are ignored.',
    auth: 'none',
    success: { status: 303, description: 'Redirect to the merchant’s page' },
    page: { status: 404, description: 'An HTML page saying that the payment does not exist' },
    problems: [],
  },
  steps: ({ domain, rateLimiters }) => {
    const inquiries = rateLimiters('inquiry of a return', { points: 1, windowMs: 3_000 });

    /** At most once in a few seconds for each payment: this address is public, and each inquiry calls the provider. */
    const scheduleInquiry = async ({ id, status }: Payment): Promise<void> => {
      if (isFinal(status)) return;
      if ((await inquiries.take(id)) !== undefined) return;
      await domain.store.transact((tx) => tx.scheduleJob({ kind: 'inquire', key: id, runAt: domain.clock.now() }), {
        of: 'payment',
        id,
      });
      domain.wake();
    };

    return [
      async (ctx) => {
        const id = findParameter(ctx, 'id');
        const payment = id === undefined ? undefined : await domain.store.findPayment(id);
        if (payment === undefined) return showNotFound(ctx);
        await scheduleInquiry(payment);
        const { returnUrl } = await loadCheckout(domain, payment.checkoutId);
        ctx.status = 303;
        ctx.set('Location', withCheckout(returnUrl, payment.checkoutId));
        ctx.body = '';
      },
    ];
  },
};

/** The merchant's URL, its query unchanged, with `kasir_checkout` appended. */
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
