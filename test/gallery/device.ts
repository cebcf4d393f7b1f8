/** What the widget knows its customer's device by. */
export const DEVICES = {
  desktop: { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/143.0.0.0 Safari/537.36', maxTouchPoints: 0 },
  android: {
    userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/143.0.0.0 Mobile Safari/537.36',
    maxTouchPoints: 5,
  },
  iphone: {
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1',
    maxTouchPoints: 5,
  },
  facebook: {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.0;FBDV/iPhone17,1]',
    maxTouchPoints: 5,
  },
  instagram: {
    userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) Chrome/143.0.0.0 Mobile Safari/537.36 Instagram 390.0.0.0',
    maxTouchPoints: 5,
  },
} as const;

export type DeviceName = keyof typeof DEVICES;

/** The page is seen by this device from now on. */
export function emulate(name: DeviceName): void {
  for (const [property, value] of Object.entries(DEVICES[name]))
    Object.defineProperty(navigator, property, { value, configurable: true });
}
