/** The customer's device, as the BFF's API names it. */
export interface DeviceFacts {
  readonly kind: 'mobile' | 'desktop';
  readonly os?: 'android' | 'ios';
}

interface Agent {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
}

/** iPads call themselves Macintosh but have a touch screen. */
export function detectDevice({ userAgent, maxTouchPoints }: Agent): DeviceFacts {
  if (/Android/i.test(userAgent)) return { kind: 'mobile', os: 'android' };
  if (/iPhone|iPad|iPod/i.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1))
    return { kind: 'mobile', os: 'ios' };
  return { kind: /Mobile/i.test(userAgent) ? 'mobile' : 'desktop' };
}
