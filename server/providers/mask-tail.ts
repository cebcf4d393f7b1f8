/** `081210002000` → `••••••••2000`: enough to see which phone it is. */
export const maskTail = (text: string): string => text.slice(-4).padStart(text.length, '•');
