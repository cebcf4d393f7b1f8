import { midtrans } from './midtrans/index.ts';
import { bdpay } from './bdpay/index.ts';
import { nicepay } from './nicepay/index.ts';
import { registerProvider, type RegisteredProvider } from './provider.ts';
import { reporting } from './report-rejections.ts';
import { xendit } from './xendit/index.ts';

const registered: readonly RegisteredProvider[] = [
  // One line each; `npm run new-provider` adds one at the end.
  registerProvider(xendit),
  registerProvider(nicepay),
  registerProvider(bdpay),
  registerProvider(midtrans),
];

/** Every provider there is. Which of them a merchant uses is `KASIR_PROVIDERS`. */
export const providers: readonly RegisteredProvider[] = registered.map(reporting);
