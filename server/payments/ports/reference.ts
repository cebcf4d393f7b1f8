/** Our name at the provider of what has this id: `pay_01J…` → `pay01J…`. Letters and digits only, unique for ever. */
export const merchantReferenceOf = (id: string): string => id.replace('_', '');

/** The reverse of {@link merchantReferenceOf}, for people who read a log; a text that is no reference of ours stays as it is. */
export const idOf = (reference: string): string => reference.replace(/^(pay|rf|po)([0-9A-Z]+)$/, '$1_$2');
