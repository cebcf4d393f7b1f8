/** What the address shows. */
export interface Route {
  readonly view: View;
  /** Of the payment or payout. */
  readonly id: string;
  readonly query: URLSearchParams;
}

export type View = 'attention' | 'payments' | 'payment' | 'payouts' | 'payout' | 'insights';

export function routeOf({ pathname, search }: Pick<URL, 'pathname' | 'search'>): Route {
  const [, first = '', id = ''] = pathname.split('/');
  const query = new URLSearchParams(search);
  if (first === 'payments') return { view: id === '' ? 'payments' : 'payment', id, query };
  if (first === 'payouts') return { view: id === '' ? 'payouts' : 'payout', id, query };
  return { view: first === 'insights' ? 'insights' : 'attention', id: '', query };
}

/** Shows another address of the back office, without loading the page again. */
export function goTo(path: string): void {
  history.pushState(undefined, '', path);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

/** The address of the link that was pressed, if it stays within this page and this tab. */
export function ownLink(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return undefined;
  const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
  if (link?.target !== '' || link.origin !== location.origin || link.hash !== '') return undefined;
  return link.pathname + link.search;
}
