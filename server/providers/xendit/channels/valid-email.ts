/** Xendit's e-mail addresses have at most 50 characters. A longer or unusual one of the shop's is left out or asked for again. */
export const VALID_EMAIL = /^(?=.{1,50}$)[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
