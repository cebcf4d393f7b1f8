/* What shows from a payment on, whichever instruction it has: a chunk of its own. */
export { channelName, paymentScreen, placeOf, statusLine } from './screens/payment.ts';
export { paymentStyles } from './styles/payment.ts';
