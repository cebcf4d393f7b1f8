import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { KasirCheckout } from '@kasir/widget/react';

const settings = new URLSearchParams(location.search);

function Checkout() {
  const [channel, setChannel] = useState('');
  return (
    <>
      <KasirCheckout
        bff={settings.get('bff') ?? ''}
        token={settings.get('token') ?? ''}
        renewToken={async () => settings.get('token') ?? ''}
        onChannel={({ detail }) => setChannel(detail.code)}
        onPaid={({ detail }) => (document.documentElement.dataset['paid'] = detail.id)}
      >
        <p slot="footer">Help: 021 123 4567</p>
      </KasirCheckout>
      <output>{channel}</output>
    </>
  );
}

const app = document.querySelector('#app');
if (app)
  createRoot(app).render(
    <StrictMode>
      <Checkout />
    </StrictMode>,
  );
