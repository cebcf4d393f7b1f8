export type SetUpFault = 'no_bff' | 'no_token' | 'foreign_token' | 'refused_origin';

const TOKEN = 'Your server gets one from POST /v1/checkouts: give the page its clientToken, never an API key.';

/** How a developer corrects the page. `address`: of the BFF, or what the page has in its place. */
export const adviceOn = (fault: SetUpFault, address: string): string =>
  ({
    no_bff: `<kasir-checkout> has no "bff"${address && ` that is a web address, but "${address}"`}. Set it to the web address of your Kasir server.`,
    no_token: `<kasir-checkout> has no "token". ${TOKEN}`,
    foreign_token: `The Kasir server at ${address} does not know this "token". ${TOKEN}`,
    refused_origin: `The Kasir server at ${address} answers, but not this page: add the origin of the page to its KASIR_ALLOWED_ORIGINS.`,
  })[fault];
