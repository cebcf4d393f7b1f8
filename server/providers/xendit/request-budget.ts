import type { RequestBudget } from '../provider.ts';
import type { XenditSettings } from './environment.ts';

/**
 * Within any minute, for each endpoint: 60 requests with a test key, 600 with a live one.
 *
 * @see https://docs.xendit.co/apidocs/rate-limits
 */
export const requestBudgetOf = ({ secretKey }: XenditSettings): RequestBudget => ({
  perMinute: secretKey.startsWith('xnd_development_') ? 60 : 600,
  endpointOf: ({ method, url }) =>
    `${method} ${new URL(url).pathname
      .split('/')
      .map((segment) => (WORD.test(segment) ? segment : '{id}'))
      .join('/')}`,
});

/** The fixed parts of our paths; every id of Xendit has a hyphen or digits. */
const WORD = /^(?:[a-z_]*|v\d)$/;
