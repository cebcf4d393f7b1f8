import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { compose } from './compose.ts';
import type { Config } from './config/config.ts';
import { VERSION } from './http/version.ts';
import { findWidgetDirectory, loadWidgetAssets, type ServedWidget } from './http/widget-assets.ts';
import { loadWidgetReleases, NO_RELEASES } from './http/widget-releases.ts';
import { logOf } from './platform/log-of-config.ts';
import type { Clock, Log } from './payments/ports/ports.ts';
import { systemClock } from './platform/clock.ts';
import { lockStore } from './store/store-lock.ts';

/** The whole server but for the port it listens on, which whoever runs it opens. */
export interface Kasir {
  /** Answers every request to `PUBLIC_URL`, from the root of its address on. */
  readonly handler: RequestListener;
  /** The widget was found beside the server, so `/kasir.js` is there. */
  readonly hasWidget: boolean;
  /** Takes up what an earlier run has left, and begins to work off what is due. */
  start(): Promise<void>;
  /**
   * Takes the secrets of a configuration that is the same but for them. Throws, and changes nothing, where its encryption
   * keys do not open what those before it sealed.
   */
  reload(next: Config): void;
  /** Says "not ready", and ends the event streams. Requests are still answered. */
  drain(): void;
  /** Ends the work in the background and closes the storage. To be called when the last request is answered. */
  stop(): Promise<void>;
}

export interface KasirOptions {
  /** Default: JSON lines on standard output from `LOG_LEVEL` on. Another one has to keep secrets out by itself. */
  readonly log?: Log;
  /** Default: the machine's. */
  readonly clock?: Clock;
}

/**
 * What `kasir serve` and the demo run, and what a storefront runs in a process of its own. Opens the storage and brings
 * it to this version; throws when that cannot be done, or when another server has the storage.
 */
export async function createKasir(
  config: Config,
  { log = logOf(config), clock = systemClock }: KasirOptions = {},
): Promise<Kasir> {
  const unlock = lockStore(config.databaseUrl, config, new Date(clock.now()).toISOString());
  try {
    return await created(config, { log, clock }, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function created(config: Config, { log, clock }: Required<KasirOptions>, unlock: () => void): Promise<Kasir> {
  const widget = await findWidget(config, log);
  const { app, recover, reload, start, drain, stop } = await compose({ config, log, widget, clock });
  // Nobody is answered while what an earlier run was doing may look like something that is being done.
  await recover();
  const answer = app.callback();
  return {
    handler: (request, response) => void answer(request, response),
    hasWidget: widget.files.size > 0,
    start,
    reload,
    drain,
    async stop() {
      try {
        await stop();
      } finally {
        unlock();
      }
    },
  };
}

/** This build, the one before it where the package brought it along, and those that the operator keeps. */
async function findWidget({ widgetReleases }: Config, log: Log): Promise<ServedWidget> {
  const directory = await findWidgetDirectory(import.meta.url);
  const assets = await loadWidgetAssets(directory, VERSION);
  const brought = directory === '' ? NO_RELEASES : await loadWidgetReleases(join(directory, 'releases'), 'optional');
  const kept = widgetReleases === undefined ? NO_RELEASES : await loadWidgetReleases(widgetReleases);
  for (const { path, reason } of [...brought.refused, ...kept.refused])
    log.warn({ path, reason }, 'file of an earlier widget release is not served');
  return {
    ...assets,
    earlier: new Map([...brought.files, ...kept.files].filter(([path]) => !kept.withdrawn.has(path))),
    withdrawn: new Set([...brought.withdrawn, ...kept.withdrawn]),
  };
}
