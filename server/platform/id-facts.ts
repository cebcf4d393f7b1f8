const NAMES = {
  co: 'checkoutId',
  pay: 'paymentId',
  rf: 'refundId',
  po: 'payoutId',
  tok: 'savedMethodId',
  evt: 'eventId',
} as const;

const OUR_ID = /^(co|pay|rf|po|tok|evt)_[0-9A-Za-z]{26}$/;

export type IdFacts = { readonly [name in (typeof NAMES)[keyof typeof NAMES]]?: string };

/**
 * Ids by their names in log lines and spans: `pay_01J…` → `{ paymentId: 'pay_01J…' }`. What is not an id of ours is left
 * out: a path can contain anything.
 */
export function idFacts(...ids: readonly (string | undefined)[]): IdFacts {
  const facts: Partial<Record<keyof IdFacts, string>> = {};
  for (const id of ids) {
    const prefix = id === undefined ? undefined : OUR_ID.exec(id)?.[1];
    if (id !== undefined && isPrefix(prefix)) facts[NAMES[prefix]] ??= id;
  }
  return facts;
}

const isPrefix = (prefix: string | undefined): prefix is keyof typeof NAMES =>
  prefix !== undefined && Object.hasOwn(NAMES, prefix);
