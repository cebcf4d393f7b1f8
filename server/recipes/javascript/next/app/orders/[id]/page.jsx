import { tokenFor } from '../../../../kasir.mjs';
import { findOrder } from '../../../../orders.mjs';

// A token is for one customer: the page is made for each request, and kept nowhere.
export const dynamic = 'force-dynamic';

export default async function OrderPage({ params }) {
  const { id } = await params;
  const order = findOrder(id);
  if (order === undefined) return <p>No such order.</p>;
  const bff = process.env.KASIR_URL;
  return (
    <main>
      <p data-status={order.status}>
        Order {order.id}: {order.status}
      </p>
      {order.status === 'pending' && <script type="module" src="/order.js" async />}
      {order.status === 'pending' && <script type="module" src={`${bff}/kasir.js`} async />}
      {order.status === 'pending' && <kasir-checkout bff={bff} token={await tokenFor(order)} />}
    </main>
  );
}
