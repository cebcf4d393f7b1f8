import { existsSync, readdirSync } from 'node:fs';

/** A page of the documentation: a whole document, or sections of several. */
export interface Page {
  readonly group: string;
  /** Of its file: `start` becomes `start.html`. */
  readonly name: string;
  /** Absent: the heading of its document. */
  readonly title?: string;
  /** Paths from the root, with the anchor of a section where not all of the document is meant. */
  readonly from: readonly string[];
}

const PROVIDERS = 'server/providers';
const CONTRIBUTING = '.github/CONTRIBUTING.md';

/** One for each folder of a provider. */
const providerPages = (): readonly Page[] =>
  readdirSync(PROVIDERS)
    .filter((name) => existsSync(`${PROVIDERS}/${name}/README.md`))
    .map((name) => ({ group: 'Providers', name: `provider-${name}`, from: [`${PROVIDERS}/${name}/README.md`] }));

type Entry = readonly [name: string, title: string, ...from: readonly string[]];

const pagesOf = (group: string, ...entries: readonly Entry[]): readonly Page[] =>
  entries.map(([name, title, ...from]) => ({ group, name, title, from }));

/** All pages, in the order of the contents. Every text stands in one document of the repository only. */
export const documentationPages = (): readonly Page[] => [
  ...pagesOf(
    'Begin',
    ['index', 'Start in six minutes', 'server/docs/start.md'],
    ['develop', 'Develop your shop', 'README.md#your-own-shop-against-the-demo', 'server/README.md#local-development'],
    ['go-live', 'Go live', 'server/docs/go-live.md'],
  ),
  ...pagesOf(
    'Shop',
    ['widget', 'The element', 'widget/README.md'],
    ['storefront-api', 'The API in short', 'server/README.md#the-api-in-short'],
    ['client', 'The typed client', 'server/README.md#the-client'],
    ['mount', 'In a process of your own', 'server/README.md#in-a-process-of-your-own'],
    ['recipes', 'Whole shops', 'server/recipes/README.md'],
    ['events', 'Events and failure codes', 'server/README.md#events'],
    ['reviews', 'Reviews', 'server/README.md#reviews'],
    ['payouts', 'Payouts', 'server/README.md#payouts'],
  ),
  ...providerPages(),
  ...pagesOf(
    'Providers',
    ['several-providers', 'Several providers for one channel', 'server/README.md#several-providers-for-one-channel'],
    ['write-a-provider', 'Write a provider', `${CONTRIBUTING}#add-a-provider`, `${CONTRIBUTING}#add-a-channel`],
  ),
  ...pagesOf(
    'Operate',
    ['configuration', 'Configuration', 'server/README.md#configuration'],
    ['deployment', 'Deployment', 'server/README.md#deployment'],
    ['back-office', 'The back office', 'server/README.md#back-office'],
    ['operations', 'Operations', 'server/README.md#operations'],
    ['run-book', 'Run book', 'server/RUNBOOK.md'],
    ['metrics', 'Metrics and traces', 'server/README.md#metrics', 'server/README.md#traces'],
    ['storage', 'Storage', 'server/README.md#storage'],
    ['sizes', 'Sizes and limits', 'server/docs/sizes.md'],
    ['security', 'Security', 'server/SECURITY.md'],
    ['asvs', 'Security checklist (ASVS)', 'server/ASVS.md'],
    ['migrate', 'Migrate to Kasir, and upgrade', 'server/docs/migrate.md'],
  ),
  ...pagesOf(
    'Background',
    ['rules', 'The nineteen rules', '.github/ARCHITECTURE.md#the-nineteen-rules', '.github/ARCHITECTURE.md#glossary'],
    ['changelog', 'Changelog', 'CHANGELOG.md'],
  ),
];
