import { band } from '../art/ornament.ts';
import { html, type Html } from '../../../platform/html.ts';
import { page, type Visit } from '../layout.ts';
import { formatPrice, COUNTRIES } from '../countries.ts';
import { PRODUCTS, type Product } from '../products.ts';

export function homePage(visit: Visit): Html {
  const { texts } = visit;
  return page(
    visit,
    undefined,
    html`<section class="greeting">
        ${band}
        <div>
          <p class="eyebrow">${texts.tagline}</p>
          <h1>${texts.greeting}</h1>
          <p>${texts.greetingMore}</p>
          <a class="button light" href="#collection">${texts.browse}</a>
        </div>
      </section>
      <section id="collection" class="collection">
        <h2>${texts.collection}</h2>
        <ul class="shelf">
          ${PRODUCTS.map((product) => tile(visit, product))}
        </ul>
      </section>`,
  );
}

function tile({ texts, language, options }: Visit, product: Product): Html {
  const price = formatPrice(product.prices[options.country], COUNTRIES[options.country].currency);
  return html`<li class="product">
    <div class="art ${product.tone}">${product.art}</div>
    <h3>${product.name[language]}</h3>
    <p class="origin">${product.origin}</p>
    <p class="note">${product.note[language]}</p>
    <form class="buy" method="post" action="/cart">
      <span class="price">${price}</span>
      <input type="hidden" name="sku" value="${product.sku}" />
      <button type="submit" aria-label="${texts.addNamed} ${product.name[language]}">${texts.add}</button>
    </form>
  </li>`;
}
