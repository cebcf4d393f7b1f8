import { WRITING } from '../../shared/phone.ts';

/** What is wrong with an entry, before it is sent; the BFF checks it again. */
export type FieldFault = 'needed' | 'phone' | 'email';

export interface FieldRules {
  readonly type: 'text' | 'phone' | 'email' | 'select';
  readonly required: boolean;
}

export function checkField({ type, required }: FieldRules, value: string): FieldFault | undefined {
  const text = value.trim();
  if (text === '') return required ? 'needed' : undefined;
  if (type === 'phone' && !/^\+?\d{8,15}$/.test(text.replace(WRITING, ''))) return 'phone';
  if (type === 'email' && !/^[^\s@]{1,64}@[^\s@]{1,255}$/.test(text)) return 'email';
  return undefined;
}
