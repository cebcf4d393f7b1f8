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
import { isPostgresUrl } from './store/is-postgres-url.ts';
import { lockStore } from './store/store-lock.ts';

/** The server without its listener, which the caller opens. */
export interface Kasir {
  /** Answers every request below `PUBLIC_URL`. */
  readonly handler: RequestListener;
  /** A widget build was found beside the server, so `/kasir.js` is served. */
  readonly hasWidget: boolean;
  /** Recovers what an earlier run left unfinished, and starts the background jobs. */
  start(): Promise<void>;
  /**
   * Replaces the secrets by those of `next`, which must not differ otherwise.
   *
   * @throws if its encryption keys cannot decrypt what the current ones encrypted; then nothing changes
   */
  reload(next: Config): void;
  /** Reports not ready and ends the event streams. Requests are still answered. */
  drain(): void;
  /** Stops the background jobs and closes the storage. Call it after the last request was answered. */
  stop(): Promise<void>;
}

export interface KasirOptions {
  /** Default: JSON lines on standard output from `LOG_LEVEL` on. Another log has to redact secrets itself. */
  readonly log?: Log;
  /** Default: the machine's. */
  readonly clock?: Clock;
}

/**
 * What `kasir serve` and the demo run, and what a storefront runs in its own process. Opens and migrates the storage.
 *
 * @throws if the storage cannot be opened or migrated, was moved to another one, or is in use by another server
 */
export async function createKasir(
  config: Config,
  { log = logOf(config), clock = systemClock }: KasirOptions = {},
): Promise<Kasir> {
  const url = config.databaseUrl.reveal();
  // Any number of instances share a PostgreSQL database.
  const unlock = isPostgresUrl(url) ? () => undefined : lockStore(url, config, new Date(clock.now()).toISOString());
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
  // Recover before the first request: until then, an interrupted operation looks like one that is still running.
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

/** This build, the previous one that the package includes, and the releases that the operator keeps. */
async function findWidget({ widgetReleases }: Config, log: Log): Promise<ServedWidget> {
  const directory = await findWidgetDirectory(import.meta.url);
  const assets = await loadWidgetAssets(directory, VERSION);
  const bundled = directory === '' ? NO_RELEASES : await loadWidgetReleases(join(directory, 'releases'), 'optional');
  const kept = widgetReleases === undefined ? NO_RELEASES : await loadWidgetReleases(widgetReleases);
  for (const { path, reason } of [...bundled.refused, ...kept.refused])
    log.warn({ path, reason }, 'file of an earlier widget release is not served');
  return {
    ...assets,
    earlier: new Map([...bundled.files, ...kept.files].filter(([path]) => !kept.withdrawn.has(path))),
    withdrawn: new Set([...bundled.withdrawn, ...kept.withdrawn]),
  };
}
