import { hasAppScheme } from '../../../shared/app-scheme.ts';
import type { Instruction } from '../../../shared/instruction.ts';
import { optional } from './present-parts.ts';

/** Only https links and known app schemes reach a browser, whatever the provider sent; `url` remains as the fallback. */
const openable = (appUrl: string | undefined): string | undefined =>
  appUrl !== undefined && (hasAppScheme(appUrl) || /^https?:/i.test(appUrl)) ? appUrl : undefined;

export function presentInstruction(instruction: Instruction): Instruction {
  switch (instruction.kind) {
    case 'redirect':
      return {
        kind: 'redirect',
        url: instruction.url,
        ...optional('appUrl', openable(instruction.appUrl)),
        method: instruction.method,
      };
    case 'form_post':
      return {
        kind: 'form_post',
        action: instruction.action,
        fields: instruction.fields,
        ...optional('inputs', instruction.inputs),
        ...optional('inputNames', instruction.inputNames),
        ...optional('expiryFormat', instruction.expiryFormat),
      };
    case 'virtual_account':
      return {
        kind: 'virtual_account',
        bank: instruction.bank,
        number: instruction.number,
        ...optional('billerCode', instruction.billerCode),
        ...optional('accountName', instruction.accountName),
        ...optional('qrPayload', instruction.qrPayload),
        guide: instruction.guide,
      };
    case 'retail_code':
      return {
        kind: 'retail_code',
        store: instruction.store,
        code: instruction.code,
        ...optional('barcode', instruction.barcode),
        ...optional('biller', instruction.biller),
        ...optional('hours', instruction.hours),
        guide: instruction.guide,
      };
    case 'qr':
      return { kind: 'qr', format: instruction.format, payload: instruction.payload };
    case 'push':
      return { kind: 'push', app: instruction.app, phone: instruction.phone, respondBy: instruction.respondBy };
    case 'otp':
      return { kind: 'otp', ...optional('sentTo', instruction.sentTo), ...optional('length', instruction.length) };
    case 'none':
      return { kind: 'none' };
  }
}
