/* The page of the back office: what `.ci/build.ts` bundles into one file. */

import './app/back-office-app.ts';
import './pages/attention-page.ts';
import './pages/insights-page.ts';
import './pages/payment-page.ts';
import './pages/payments-page.ts';
import './pages/payout-page.ts';
import './pages/payouts-page.ts';
import './pages/sign-in-page.ts';
import { pageStyles } from './styles/page-styles.ts';

document.adoptedStyleSheets = pageStyles.flatMap(({ styleSheet }) => styleSheet ?? []);
