import { ROUTES, type RouteName } from '../../../shared/api/routes.ts';
import { PROBLEMS } from '../../../shared/problem.ts';
import { componentName, type ComponentName } from '../openapi/component-name.ts';
import { componentSchemas } from '../openapi/components.ts';
import { problemsOf } from '../openapi/document.ts';
import { EXAMPLES } from '../openapi/examples.ts';
import { TAGS, type Operation } from '../openapi/operation.ts';
import type { Endpoint } from '../endpoint.ts';
import { ENDPOINTS } from '../endpoints.ts';
import { html, prose, type Html } from './html.ts';
import { schemaTable } from './schema-table.ts';

const AUTH_WORDS: Readonly<Record<Operation['auth'], string>> = {
  apiKey: 'API key',
  payoutKey: 'Payout key',
  clientToken: 'Client token',
  none: 'Nobody has to prove anything',
};

const TAG_TITLES: Readonly<Record<keyof typeof TAGS, string>> = {
  checkouts: 'Checkouts',
  payments: 'Payments',
  saved: 'Saved methods and charges',
  payouts: 'Payouts and balances',
  events: 'Events',
  session: 'Browser session',
  providers: 'Provider side',
};

const operations = (Object.entries(ENDPOINTS) as [RouteName, Endpoint][]).map(
  ([name, { operation }]) => [name, operation] as const,
);

/** The whole reference as one page without scripts, so that a browser's own search finds everything in it. */
export function docsPage(version: string): string {
  const schemas = componentSchemas();
  const tags = Object.keys(TAGS) as (keyof typeof TAGS)[];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Kasir API ${version}</title>
        <link rel="stylesheet" href="docs.css" />
      </head>
      <body>
        <header>
          <h1>Kasir API</h1>
          <p>Version ${version}. The same as data: <a href="openapi.json">openapi.json</a>.</p>
        </header>
        <nav aria-label="Contents">
          <details open>
            <summary>Contents</summary>
            <ul>
              <li><a href="#conventions">Conventions</a></li>
              <li><a href="#problems">Problems</a></li>
              ${tags.map((tag) => contentsOf(tag))}
              <li><a href="#webhooks">Signed events</a></li>
              <li><a href="#schemas">Shapes</a></li>
            </ul>
          </details>
        </nav>
        <main>
          ${conventions()} ${problems()} ${tags.map((tag) => section(tag, schemas))} ${webhooks()}
          <section id="schemas">
            <h2>Shapes</h2>
            ${Object.entries(schemas).map(([name, schema]) => shape(name, schema))}
          </section>
        </main>
      </body>
    </html> `.text;
}

const operationsOf = (tag: keyof typeof TAGS) => operations.filter(([, operation]) => operation.tag === tag);

const contentsOf = (tag: keyof typeof TAGS): Html =>
  html`<li>
    <a href="#${tag}">${TAG_TITLES[tag]}</a>
    <ul>
      ${operationsOf(tag).map(([name, { summary }]) => html`<li><a href="#${name}">${summary}</a></li>`)}
    </ul>
  </li> `;

const section = (tag: keyof typeof TAGS, schemas: Record<string, object>): Html =>
  html`<section id="${tag}">
    <h2>${TAG_TITLES[tag]}</h2>
    <p>${prose(TAGS[tag])}</p>
    ${operationsOf(tag).map(([name, operation]) => describe(name, operation, schemas))}
  </section> `;

function describe(name: RouteName, operation: Operation, schemas: Record<string, object>): Html {
  const [method, path] = ROUTES[name];
  const { summary, description, request, success } = operation;
  return html`<article id="${name}">
    <h3>${summary}</h3>
    <p class="address"><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></p>
    ${description === undefined ? '' : html`<p>${prose(description)}</p>`}
    <dl>
      <dt>Caller</dt>
      <dd>${AUTH_WORDS[operation.auth]}</dd>
      ${
        operation.key === undefined
          ? ''
          : html`<dt><code>Idempotency-Key</code></dt>
              <dd>${operation.key}</dd>`
      }
      ${
        operation.query === undefined
          ? ''
          : html`<dt>Query</dt>
              <dd>${Object.keys(operation.query._zod.def.shape).map((each) => html`<code>${each}</code> `)}</dd>`
      }
      <dt>Answer</dt>
      <dd>
        ${success.status}
        ${success.description}${success.schema === undefined ? '' : linkTo(componentName(success.schema))}
      </dd>
      <dt>Problems</dt>
      <dd>${problemsOf(operation).map((code) => html`<a href="#${code}"><code>${code}</code></a> `)}</dd>
    </dl>
    ${request === undefined ? '' : body(componentName(request), schemas)}
  </article> `;
}

const linkTo = (name: ComponentName): Html => html`: <a href="#${name}">${name}</a>`;

const body = (request: ComponentName, schemas: Record<string, object>): Html | string =>
  request === 'Nothing'
    ? ''
    : html`<h4>Body</h4>
        ${schemaTable(schemas[request])} ${example(request)}`;

const example = (name: ComponentName): Html | string =>
  EXAMPLES[name] === undefined
    ? ''
    : html`<pre tabindex="0"><code>${JSON.stringify(EXAMPLES[name], null, 2)}</code></pre>`;

const shape = (name: string, schema: object): Html =>
  html`<article id="${name}">
    <h3>${name}</h3>
    ${schemaTable(schema)}
  </article> `;

const conventions = (): Html =>
  html`<section id="conventions">
    <h2>Conventions</h2>
    <ul>
      <li>
        ${prose('An amount is a whole number in the currency’s smallest unit in use: IDR and VND have no decimals (`150000` is Rp150.000), PHP, THB, MYR and SGD have two (`1000001` is PHP 10,000.01). In JSON it is written in digits only.')}
      </li>
      <li>
        ${prose('Ids: `co_` checkout, `pay_` payment, `tok_` saved method, `rf_` refund, `po_` payout, `evt_` event, and 26 characters that sort by time.')}
      </li>
      <li>${prose('Times are ISO 8601 in UTC with milliseconds.')}</li>
      <li>
        ${prose('`Idempotency-Key`: 1 to 255 printable ASCII characters. It names one attempt. Same key and same body: the same answer for 30 days, byte for byte while what was made is unchanged, then its present view. Refusals that may pass are not kept. Calls that move money demand it.')}
      </li>
      <li>
        ${prose('Members and query parameters that are not described here are refused, and a body has at most 64 KiB of JSON in UTF-8.')}
      </li>
      <li>
        ${prose('Lists answer `{ data, nextCursor }`; go on with `cursor`, `limit` is 1 to 100 (20 unless said otherwise).')}
      </li>
      <li>
        ${prose('A payment whose outcome is not known yet has the status `unknown`: it is asked about until it is settled. It is not failed.')}
      </li>
    </ul>
  </section> `;

const problems = (): Html =>
  html`<section id="problems">
    <h2>Problems</h2>
    <p>
      ${prose('Refusals are `application/problem+json` (RFC 9457): a `code` that is stable, a `detail` for people, and `errors` naming each member that is wrong by its dotted path.')}
    </p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Status</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          ${Object.entries(PROBLEMS).map(
            ([code, { status, title }]) =>
              html`<tr id="${code}">
                <td><code>${code}</code></td>
                <td>${status}</td>
                <td>${title}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section> `;

const webhooks = (): Html =>
  html`<section id="webhooks">
    <h2>Signed events</h2>
    <p>
      ${prose('Each event is a POST of an `EventBody` to `KASIR_WEBHOOK_URL`, signed as Standard Webhooks say: `webhook-id` (the same on every try), `webhook-timestamp` and `webhook-signature: v1,…`. Any 2xx takes it; anything else is tried again after 5 s, 30 s, 2 min, 10 min, 30 min, 2 h, 6 h, 12 h and 24 h. At least once, in order for each checkout: drop what has an id or a `sequence` you have seen.')}
    </p>
  </section> `;
