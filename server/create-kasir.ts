import type { IncomingMessage, RequestListener } from 'node:http';
import { join } from 'node:path';
import { compose } from './compose.ts';
import type { Config } from './config/config.ts';
import { findBuilt } from './http/find-built.ts';
import { publicPath } from './http/public-path.ts';
import { VERSION } from './http/version.ts';
import { findWidgetDirectory, loadWidgetAssets, type ServedWidget } from './http/widget-assets.ts';
import { loadWidgetReleases, NO_RELEASES } from './http/widget-releases.ts';
import type { OnEvent } from './jobs/hook-receiver.ts';
import { logOf } from './platform/log-of-config.ts';
import type { Clock, Log } from './payments/ports/ports.ts';
import { systemClock } from './platform/clock.ts';
import { createRsaThread } from './platform/rsa-encrypt.ts';
import { isPostgresUrl } from './store/is-postgres-url.ts';
import { lockStore } from './store/store-lock.ts';

/** The server without its listener, which the caller opens. */
export interface Kasir {
  /** Answers every request below `PUBLIC_URL`, with or without its path. Reads the body itself: call it before any parser. */
  readonly handler: RequestListener;
  /**
   * Whether a request is below the path of `PUBLIC_URL`, so that `handler` and your shop can share a port. Without a path
   * every request is.
   */
  handles(request: IncomingMessage): boolean;
  /** Answers every request of the back office, on a listener of its own; absent where none is configured. */
  readonly backOffice: RequestListener | undefined;
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
  /**
   * Is told every event in this process, at least once and in order for each checkout, instead of a webhook. What it was
   * told is acknowledged when it returns.
   */
  readonly onEvent?: OnEvent;
}

type Given = Required<Pick<KasirOptions, 'log' | 'clock'>> & Pick<KasirOptions, 'onEvent'>;

/**
 * What `kasir serve` and the demo run, and what a storefront runs in its own process. Opens and migrates the storage.
 *
 * @throws if the storage cannot be opened or migrated, was moved to another one, or is in use by another server
 * @throws {TypeError} for `onEvent` with a configured webhook: an event has one receiver
 */
export async function createKasir(
  config: Config,
  { log = logOf(config), clock = systemClock, onEvent }: KasirOptions = {},
): Promise<Kasir> {
  if (onEvent !== undefined && config.webhook !== undefined)
    throw new TypeError(
      'onEvent and KASIR_WEBHOOK_URL exclude each other: an event has one receiver. Remove one of them',
    );
  const url = config.databaseUrl.reveal();
  // Any number of instances share a PostgreSQL database.
  const unlock = isPostgresUrl(url) ? () => undefined : lockStore(url, config, new Date(clock.now()).toISOString());
  try {
    return await created(config, { log, clock, ...(onEvent && { onEvent }) }, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function created(config: Config, given: Given, unlock: () => void): Promise<Kasir> {
  const { log } = given;
  const widget = await findWidget(config, log);
  const documentation = await findBuilt(import.meta.url, 'docs', 'index.html');
  const { app, backOffice, recover, reload, start, drain, stop } = await compose({
    ...{ config, widget, documentation, ...given },
    rsaEncrypt: createRsaThread(),
  });
  // Recover before the first request: until then, an interrupted operation looks like one that is still running.
  await recover();
  const answer = app.callback();
  const path = publicPath(config.publicUrl);
  return {
    handler(request, response) {
      path.remove(request);
      void answer(request, response);
    },
    handles: (request) => path.includes(request),
    backOffice: backOffice && ((request, response) => void backOffice(request, response)),
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
