/* What @web/test-runner puts on the page. */
declare const describe: (name: string, suite: () => void) => void;
declare const it: (name: string, test: () => void | Promise<void>) => void;
declare const beforeEach: (hook: () => void | Promise<void>) => void;
declare const afterEach: (hook: () => void | Promise<void>) => void;
declare const before: (hook: () => void | Promise<void>) => void;
