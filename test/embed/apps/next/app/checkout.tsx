'use client';

import { useState } from 'react';
import { KasirCheckout } from '@kasir/widget/react';

export function Checkout({ bff, token }: { bff: string; token: string }) {
  const [channel, setChannel] = useState('');
  return (
    <>
      <KasirCheckout
        bff={bff}
        token={token}
        onChannel={({ detail }) => setChannel(detail.code)}
        onPaid={({ detail }) => (document.documentElement.dataset.paid = detail.id)}
      />
      <output>{channel}</output>
    </>
  );
}
