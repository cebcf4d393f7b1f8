// The script of the order page, in the browser: a file of its own, so that no policy has to allow scripts in the page.
const element = document.querySelector('kasir-checkout');
const shown = document.querySelector('[data-status]')?.dataset.status;

/** The element knows of the payment before the signed event has reached the shop: shows the order once it has. */
async function follow() {
  for (let look = 0; look < 30; look += 1) {
    const page = await fetch(location.href).then(
      (answer) => answer.text(),
      () => '',
    );
    const status = /data-status="(\w+)"/.exec(page)?.[1];
    if (status !== undefined && status !== shown) return location.reload();
    await new Promise((resolve) => setTimeout(resolve, 1_000 + look * 500));
  }
}

async function renewToken() {
  const answer = await fetch(`${location.pathname}/token`, { method: 'POST' });
  // The order waits for no money any more: its page says why.
  if (answer.status === 409) location.reload();
  if (!answer.ok) throw new Error(`no token: status ${answer.status}`);
  return (await answer.json()).clientToken;
}

if (element) {
  element.addEventListener('kasir-paid', () => void follow());
  // It may have been paid on the provider's page.
  element.addEventListener('kasir-ready', (event) => {
    if (event.detail.checkout.status === 'paid') void follow();
  });
  await customElements.whenDefined('kasir-checkout');
  element.renewToken = renewToken;
}
