/** The slow phone on a slow network that every page is opened on. */
export const PHONE = {
  /** Times slower than this machine. */
  cpu: 4,
  /** Slow 4G: 150 ms to each answer, 1.6 Mbit/s down, 750 kbit/s up. */
  network: { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 },
  context: {
    viewport: { width: 412, height: 915 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'id-ID',
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36',
  },
} as const;

export const PHONE_TEXT = 'CPU 4 times slower, 150 ms, 1.6 Mbit/s, 412 × 915 at 2';
