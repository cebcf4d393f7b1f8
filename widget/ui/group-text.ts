/**
 * `8808112233445566` → `8808 1122 3344 5566`: easier to read and to type, with no digit alone at the end. For
 * display only: what is copied is not grouped.
 */
export const groupText = (code: string): string =>
  code
    .replace(/\s+/g, '')
    .replace(/(.{4})(?=.)/g, '$1 ')
    .replace(/(.{3})(.) (.)$/, '$1 $2$3');
