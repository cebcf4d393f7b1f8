import { ROUTES, type RouteName } from '../../../shared/api/routes.ts';
import { PROBLEMS, type ProblemCode } from '../../../shared/problem.ts';
import { componentName, type ComponentName } from '../openapi/component-name.ts';
import { componentSchemas } from '../openapi/components.ts';
import { problemsOf } from '../openapi/document.ts';
import { EXAMPLES } from '../openapi/examples.ts';
import { PROBLEM_DESCRIPTIONS } from '../openapi/problem-descriptions.ts';
import { TAGS, type Operation } from '../openapi/operation.ts';
import type { Endpoint } from '../endpoint.ts';
import { ENDPOINTS } from '../endpoints.ts';
import { html, type Html } from '../../platform/html.ts';
import { pageHead } from './page-head.ts';
import { prose } from './prose.ts';
import { schemaTable } from './schema-table.ts';

const AUTH_TEXTS: Readonly<Record<Operation['auth'], string>> = {
  apiKey: 'API key',
  payoutKey: 'Payout key',
  clientToken: 'Client token',
  none: 'None',
};

const TAG_TITLES: Readonly<Record<keyof typeof TAGS, string>> = {
  checkouts: 'Checkouts',
  payments: 'Payments',
  saved: 'Saved methods and charges',
  payouts: 'Payouts and balances',
  events: 'Events',
  notifications: 'Notifications',
  operations: 'Operations',
  session: 'Browser session',
  providers: 'Providers',
};

const operations = (Object.entries(ENDPOINTS) as [RouteName, Endpoint][]).map(
  ([name, { operation }]) => [name, operation] as const,
);

/**
 * The API reference on one page without scripts, so that the browser's own search finds everything.
 *
 * @param guides the address of the other pages of the documentation; absent: there are none
 */
export function docsPage(version: string, guides?: string): string {
  const schemas = componentSchemas();
  const tags = Object.keys(TAGS) as (keyof typeof TAGS)[];
  return html`<!doctype html>
    <html lang="en">
      ${pageHead(`Kasir API ${version}`)}
      <body>
        <header>
          <h1>Kasir API</h1>
          <p>Version ${version}. Machine-readable: <a href="openapi.json">openapi.json</a>.</p>
        </header>
        <nav aria-label="Contents">
          <details open>
            <summary>Contents</summary>
            <ul>
              ${guides && html`<li><a href="${guides}">Guides</a></li>`}
              <li><a href="#conventions">Conventions</a></li>
              <li><a href="#problems">Problems</a></li>
              ${tags.map((tag) => contentsOf(tag))}
              <li><a href="#webhooks">Webhooks</a></li>
              <li><a href="#schemas">Schemas</a></li>
            </ul>
          </details>
        </nav>
        <main>
          ${conventions()} ${problems()} ${tags.map((tag) => section(tag, schemas))} ${webhooks()}
          <section id="schemas">
            <h2>Schemas</h2>
            ${Object.entries(schemas).map(([name, schema]) => schemaSection(name, schema))}
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
      <dt>Authentication</dt>
      <dd>${AUTH_TEXTS[operation.auth]}</dd>
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
      <dt>Response</dt>
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

const schemaSection = (name: string, schema: object): Html =>
  html`<article id="${name}">
    <h3>${name}</h3>
    ${schemaTable(schema)}
  </article> `;

const conventions = (): Html =>
  html`<section id="conventions">
    <h2>Conventions</h2>
    <ul>
      <li>
        ${prose('Amounts are integers in the smallest unit of the currency: IDR and VND have no decimals (`150000` is Rp150.000), PHP, THB, MYR and SGD have two (`1000001` is PHP 10,000.01). In JSON they are written in digits only.')}
      </li>
      <li>
        ${prose('Ids have a prefix (`co_` checkout, `pay_` payment, `tok_` saved method, `rf_` refund, `po_` payout, `evt_` event) and 26 characters that sort by time.')}
      </li>
      <li>${prose('Times are ISO 8601 in UTC with milliseconds.')}</li>
      <li>
        ${prose('`Idempotency-Key`: 1 to 255 printable ASCII characters, required for requests that move money. A repeat with the same key and body returns the same response for 30 days: byte for byte while the object is unchanged, then its current view. Responses that may be temporary are not stored.')}
      </li>
      <li>
        ${prose('Request bodies are JSON in UTF-8 of at most 64 KiB. Unknown fields and query parameters are rejected.')}
      </li>
      <li>
        ${prose('Lists return `{ data, nextCursor }`. Pass `nextCursor` as `cursor` for the next page; `limit` is 1 to 100 (default 20).')}
      </li>
      <li>
        ${prose('A payment whose outcome is not known yet has the status `unknown`. It is inquired about until its status is final; do not treat it as failed.')}
      </li>
    </ul>
  </section> `;

const problems = (): Html =>
  html`<section id="problems">
    <h2>Problems</h2>
    <p>
      ${prose('Errors are `application/problem+json` (RFC 9457): a stable `code`, a `detail` for people, and `errors` with the dotted path of each invalid field.')}
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
          ${(Object.entries(PROBLEMS) as [ProblemCode, { status: number }][]).map(
            ([code, { status }]) =>
              html`<tr id="${code}">
                <td><code>${code}</code></td>
                <td>${status}</td>
                <td>${prose(PROBLEM_DESCRIPTIONS[code])}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section> `;

const webhooks = (): Html =>
  html`<section id="webhooks">
    <h2>Webhooks</h2>
    <p>
      ${prose('Each event is a POST of an `EventBody` to `KASIR_WEBHOOK_URL`, signed according to Standard Webhooks: `webhook-id` (the same on every attempt), `webhook-timestamp` and `webhook-signature: v1,…`. Any 2xx acknowledges it; otherwise it is retried after 5 s, 30 s, 2 min, 10 min, 30 min, 2 h, 6 h, 12 h and 24 h. Events are delivered at least once, in order for each checkout: ignore an id or a `sequence` that you have already processed.')}
    </p>
  </section> `;
