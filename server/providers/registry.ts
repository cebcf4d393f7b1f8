import { bdpay } from './bdpay/index.ts';
import { nicepay } from './nicepay/index.ts';
import { register, type RegisteredProvider } from './provider.ts';
import { reporting } from './report-rejections.ts';
import { xendit } from './xendit/index.ts';

/** Every provider there is, one line each. Which of them a merchant uses is `KASIR_PROVIDERS`. */
export const providers: readonly RegisteredProvider[] = [register(xendit), register(nicepay), register(bdpay)].map(
  reporting,
);
