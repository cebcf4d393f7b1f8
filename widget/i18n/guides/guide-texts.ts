/** The sentences of one language, of which every guide is made. `path`: menus in the bank's own words, `A › B`. */
export interface GuideTexts {
  readonly atmTitle: (bank: string) => string;
  readonly appTitle: (bank: string) => string;
  readonly internetTitle: (bank: string) => string;
  readonly tellerTitle: (bank: string) => string;
  readonly otherBankTitle: (bank: string) => string;
  /** `stores`: one name, or a list of them. */
  readonly storeTitle: (stores: string) => string;
  readonly open: (app: string, path: string) => string;
  readonly logIn: (site: string, path: string) => string;
  readonly atmMenu: (path: string) => string;
  /** In place of a path, where the bank's menus are not known. */
  readonly anyMenu: string;
  readonly enterNumber: (number: string) => string;
  readonly companyCode: (code: string) => string;
  readonly findCompany: (code: string) => string;
  readonly paymentCode: (number: string) => string;
  readonly check: (amount: string) => string;
  /** `token`: what the bank's device is called, if it has a name. */
  readonly checkWithToken: (amount: string, token: string | undefined) => string;
  readonly otherBankMenu: string;
  /** `code`: of the bank in the interbank network. */
  readonly toBank: (bank: string, code: string | undefined, number: string) => string;
  readonly askTeller: (bank: string, number: string) => string;
  readonly payTeller: (amount: string) => string;
  readonly askCashier: (biller: string | undefined) => string;
  /** `barcode`: it is on the screen. */
  readonly showCode: (number: string, barcode: boolean) => string;
  /** `fee`: the store may add one. */
  readonly payCashier: (amount: string, fee: boolean) => string;
}
