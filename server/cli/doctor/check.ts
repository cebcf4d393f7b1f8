import type { Config } from '../../config/config.ts';
import type { ConfiguredProvider } from '../../config/chosen-providers.ts';
import type { ClockReadings } from './clock-readings.ts';
import type { Finding } from './finding.ts';
import type { HttpClient } from './http-client.ts';
import type { PublicProbe } from './public-probe.ts';

/** One line of the doctor's report. */
export interface Check {
  readonly id: string;
  /** Changes nothing. Is waited for only so long; the signal ends then. */
  run(signal: AbortSignal): Promise<Finding>;
}

/** What the checks share. */
export interface Examination {
  readonly config: Config;
  readonly http: HttpClient;
  /** Every answer from another machine tells its time. */
  readonly clocks: ClockReadings;
  /** The server as others reach it; looked for once. */
  readonly publicProbe: () => Promise<PublicProbe>;
}

export type GeneralCheck = (examination: Examination) => Check['run'];
export type ProviderCheck = (provider: ConfiguredProvider, examination: Examination) => Check['run'];
