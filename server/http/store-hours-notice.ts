import { channelFacts, type ChannelCode } from '../../shared/channel.ts';
import type { Language } from '../../shared/language.ts';
import { isClosed, localHours } from '../../shared/till-hours.ts';
import type { Instant } from '../payments/model/model.ts';

const CLOSED: Readonly<Record<Language, (opens: string) => string>> = {
  id: (opens) => `Kasir sedang tutup, buka lagi pukul ${opens}.`,
  en: (opens) => `The tills are closed now and open again at ${opens}.`,
  th: (opens) => `ขณะนี้เคาน์เตอร์ปิด และเปิดอีกครั้งเวลา ${opens}`,
  vi: (opens) => `Quầy hiện đóng cửa và mở lại lúc ${opens}.`,
  ms: (opens) => `Kaunter kini tutup dan dibuka semula pada ${opens}.`,
  fil: (opens) => `Sarado ngayon ang counter at magbubukas ulit nang ${opens}.`,
  zh: (opens) => `柜台现已关闭，${opens} 重新开放。`,
};

/** A note for the customer if the store's counters are closed now; `undefined` while they are open. */
export function storeHoursNotice(channel: ChannelCode, now: Instant, language: Language): string | undefined {
  const { hours } = channelFacts(channel);
  if (hours === undefined || !isClosed(hours, now)) return undefined;
  const { opens, zone } = localHours(hours, language, now);
  return CLOSED[language](opens + zone);
}
