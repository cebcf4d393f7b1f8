/**
 * The only script of the shop's pages, a separate file; every page also works without it. On the checkout page it renews
 * the element's token and shows the link to the order when the element reports "paid"; on the order page it checks
 * whether the shop's server knows more than the page shows.
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
  // After the return from the provider it may be paid already.
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
      // The network is unavailable; the next check tells.
    }
    setTimeout(look, pauseMs);
  };
  setTimeout(look, pauseMs);
}
`;
