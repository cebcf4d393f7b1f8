import type { Guide, GuideFacts, Guides, GuideText } from './guides.ts';
import type { GuideTexts } from './guide-texts.ts';
import { ANY_BANK, type Way, WAYS } from './ways.ts';

/** Every guide in one language. */
export function createGuides(t: GuideTexts, locale: string): Guides {
  const stores = new Intl.ListFormat(locale, { type: 'disjunction' });
  const guideOf = (way: Way, facts: GuideFacts): Guide => ({
    title: titleOf(t, way, facts, stores),
    steps: stepsOf(t, way, facts),
  });
  const all =
    (ways: readonly Way[]): GuideText =>
    (facts) => {
      const number = withoutOrphan(facts.number);
      return ways.map((way) => guideOf(way, { ...facts, number }));
    };
  return {
    named: Object.fromEntries(Object.entries(WAYS).map(([name, ways]) => [name, all(ways)])),
    virtualAccount: all(ANY_BANK),
    retail: all([{ via: 'counter' }]),
  };
}

function titleOf(t: GuideTexts, { via, names }: Way, { place }: GuideFacts, stores: Intl.ListFormat): string {
  switch (via) {
    case 'app':
      return names?.[0] ?? t.appTitle(place);
    case 'internet':
      return names?.[0] ?? t.internetTitle(place);
    case 'atm':
      return t.atmTitle(place);
    case 'teller':
      return t.tellerTitle(place);
    case 'other_bank':
      return t.otherBankTitle(place);
    case 'counter':
      return t.storeTitle(names ? stores.format(names) : place);
  }
}

function stepsOf(t: GuideTexts, way: Way, facts: GuideFacts): readonly string[] {
  const { number, amount, place } = facts;
  const name = way.names?.[0] ?? '';
  const path = way.path?.join(' › ') || t.anyMenu;
  switch (way.via) {
    case 'app':
      return [t.open(name || t.appTitle(place), path), ...entry(t, way, facts), t.check(amount)];
    case 'internet':
      return [
        t.logIn(name || t.internetTitle(place), path),
        ...entry(t, way, facts),
        t.checkWithToken(amount, way.token),
      ];
    case 'atm':
      return [t.atmMenu(path), ...entry(t, way, facts), t.check(amount)];
    case 'teller':
      return [t.askTeller(place, number), t.payTeller(amount)];
    case 'other_bank':
      return [t.otherBankMenu, t.toBank(place, way.bankCode, number), t.check(amount)];
    case 'counter':
      // The stores whose names are known may add a fee.
      return [
        t.askCashier(facts.biller),
        t.showCode(number, facts.barcode === true),
        t.payCashier(amount, way.names !== undefined),
      ];
  }
}

/** Two last digits on a line of their own would be read as another number. */
const withoutOrphan = (number: string): string => number.replace(/ (?=\S{1,3}$)/, '\u00A0');

/** Mandiri's numbers begin with the company's code of five digits. */
const COMPANY_DIGITS = 5;

function entry(t: GuideTexts, { company }: Way, { number, billerCode }: GuideFacts): readonly string[] {
  if (company === undefined) return [t.enterNumber(number)];
  const code = billerCode ?? number.replace(/\s/g, '').slice(0, COMPANY_DIGITS);
  return [company === 'search' ? t.findCompany(code) : t.companyCode(code), t.paymentCode(number)];
}
