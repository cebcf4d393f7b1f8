/*
 * Glossary. A storefront creates a *checkout*: one order to be paid. The customer picks a *channel* (a virtual account,
 * a wallet, a card); each attempt to pay is a *payment* at one *provider*. The provider answers with an *instruction*:
 * what the customer has to do next. What a provider says about a payment is a *report*; a report applied to the payment
 * is *evidence*, and is kept in the payment's history. A webhook of a provider is a *notification*: its reports stay
 * *unconfirmed* until an *inquiry* (a status query of ours) confirms them. An *event* tells the storefront what
 * happened. A *refund* returns money of a payment; a *payout* sends money from the merchant's balance at a provider to
 * a bank account.
 */

export * from './checkout.ts';
export * from './event.ts';
export * from './history.ts';
export * from './instant.ts';
export * from './localized-text.ts';
export * from './payment.ts';
export * from './payout.ts';
export * from './refund.ts';
export * from './saved-method.ts';
