/** Asked for of lenders; an address that the shop has sent, which Midtrans may refuse, is left out. */
export const VALID_EMAIL = /^(?=.{1,255}$)[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
