/**
 * What the customer recognises a saved card by. A token is the card's first digits, random letters and its last four:
 * `48111111ab…1114` → `•••• 1114`. `undefined` for a token in another form.
 *
 * @see https://docs.midtrans.com/reference/card-feature-one-click, `saved_token_id`
 */
export function maskedCard(token: string): string | undefined {
  const [, tail] = /^\d{6,8}\S*(\d{4})$/.exec(token) ?? [];
  return tail === undefined ? undefined : `•••• ${tail}`;
}
