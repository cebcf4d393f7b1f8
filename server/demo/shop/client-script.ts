/**
 * The only script of the shop's pages, sent as a file of its own: no page needs it to be read or to be sent.
 * On the checkout page it gives the element a way to renew its token and shows the way on when it says "paid"; on the
 * order page it looks whether the shop's server knows more than what is on the screen.
 */
export const clientScript = `const element = document.querySelector('kasir-checkout');
if (element) {
  const token = async () => {
    const answer = await fetch(location.pathname + '/token', { method: 'POST' });
    if (!answer.ok) throw new Error('no token: ' + answer.status);
    return (await answer.json()).clientToken;
  };
  customElements.whenDefined('kasir-checkout').then(() => {
    element.renewToken = token;
  });
  const showWayOn = () => {
    document.getElementById('after-paid').hidden = false;
  };
  element.addEventListener('kasir-paid', showWayOn);
  // Who comes back from the provider may find it paid already.
  element.addEventListener('kasir-ready', (event) => {
    if (event.detail.checkout.status === 'paid') showWayOn();
  });
}

const order = document.getElementById('order');
if (order) {
  const pauseMs = ['preparing', 'waiting'].includes(order.dataset.status) ? 1000 : 4000;
  const look = async () => {
    try {
      const answer = await fetch(location.pathname + '/version');
      if (answer.ok && (await answer.text()) !== order.dataset.version) return location.reload();
    } catch {
      // The network is away; the next look tells.
    }
    setTimeout(look, pauseMs);
  };
  setTimeout(look, pauseMs);
}
`;
