import { installSeededCrypto } from './seeded-crypto.ts';
import { installVirtualTime } from './install-virtual-time.ts';
import { VirtualTime } from './virtual-time.ts';

/** Imported before anything else: from here on this process knows neither the time of day nor chance. */
export const time = new VirtualTime();
installVirtualTime(time);
installSeededCrypto();
