/**
 * `8808112233445566` → `8808 1122 3344 5566`: easier to read and to type, with no digit left alone at the end. What is
 * copied is never this.
 */
export const groupText = (code: string): string =>
  code
    .replace(/\s+/g, '')
    .replace(/(.{4})(?=.)/g, '$1 ')
    .replace(/(.{3})(.) (.)$/, '$1 $2$3');
