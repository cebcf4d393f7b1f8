import type { CartLine } from '../cart.ts';
import { html, type Html } from '../../../platform/html.ts';
import { page, type Visit } from '../layout.ts';
import { formatPrice, COUNTRIES } from '../countries.ts';

/** `refused`: the form as it was sent, and what was wrong with it. */
export function cartPage(
  visit: Visit,
  lines: readonly CartLine[],
  refused?: { readonly form: URLSearchParams; readonly problem: string },
): Html {
  const { texts, options } = visit;
  if (lines.length === 0) {
    return page(
      visit,
      texts.cart,
      html`<section class="notice">
        <h1>${texts.cart}</h1>
        <p>${texts.cartEmpty}</p>
        <a class="button" href="/">${texts.backToShop}</a>
      </section>`,
    );
  }
  const { currency, customer } = COUNTRIES[options.country];
  const total = lines.reduce((sum, { product, quantity }) => sum + quantity * product.prices[options.country], 0);
  return page(
    visit,
    texts.cart,
    html`<div class="columns">
      <section class="card">
        <h1>${texts.cart}</h1>
        <ul class="lines">
          ${lines.map((line) => lineOf(visit, line))}
        </ul>
        <p class="total"><span>${texts.total}</span><strong>${formatPrice(total, currency)}</strong></p>
      </section>
      <section class="card">
        <h2>${texts.customer}</h2>
        ${refused && html`<p class="said" role="alert">${refused.problem}</p>`}
        <form class="customer" method="post" action="/checkout">
          ${field('name', 'text', texts.name, refused?.form.get('name') ?? customer.name, 'name')}
          ${field('email', 'email', texts.email, refused?.form.get('email') ?? customer.email, 'email')}
          ${field('phone', 'tel', texts.phone, refused?.form.get('phone') ?? customer.phone, 'tel')}
          <button class="wide" type="submit">${texts.pay}</button>
        </form>
      </section>
    </div>`,
  );
}

const field = (name: string, type: string, label: string, value: string, autocomplete: string): Html =>
  html`<label class="field">
    <span>${label}</span>
    <input type="${type}" name="${name}" value="${value}" autocomplete="${autocomplete}" maxlength="100" />
  </label>`;

function lineOf({ texts, language, options }: Visit, { product, quantity }: CartLine): Html {
  const { currency } = COUNTRIES[options.country];
  const name = product.name[language];
  return html`<li class="line">
    <div class="art ${product.tone}">${product.art}</div>
    <div>
      <p class="name">${name}</p>
      <p class="note">${product.note[language]}</p>
      <form class="amount" method="post" action="/cart/quantity">
        <input type="hidden" name="sku" value="${product.sku}" />
        <label>
          <span class="unseen">${texts.quantity}: ${name}</span>
          <input type="number" name="quantity" value="${quantity}" min="0" max="20" inputmode="numeric" />
        </label>
        <button class="quiet" type="submit">${texts.update}</button>
        <button class="quiet" type="submit" name="remove" value="yes">${texts.remove}</button>
      </form>
    </div>
    <span class="price">${formatPrice(quantity * product.prices[options.country], currency)}</span>
  </li>`;
}
