import { KasirCheckout } from '@kasir/widget/react';
import { Checkout } from './checkout';

/** A server component: it may import the component, and hands to the client what can be serialised. */
export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const { bff = '', token = '', bare } = await searchParams;
  return bare === undefined ? <Checkout bff={bff} token={token} /> : <KasirCheckout bff={bff} token={token} />;
}
