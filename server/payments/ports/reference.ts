/** Our reference at the provider of what has this id: `pay_01J…` → `pay01J…`. Letters and digits only, never reused. */
export const merchantReferenceOf = (id: string): string => id.replace('_', '');

/**
 * The reverse of {@link merchantReferenceOf}, for logs; a text that is not a reference of ours is returned unchanged.
 */
export const idOf = (reference: string): string => reference.replace(/^(pay|rf|po)([0-9A-Z]+)$/, '$1_$2');
