import type { Guide, GuideFacts, Guides, GuideText } from './guides/guides.ts';
import { isFunction, isRecord, isTextList, report, type TextFunction } from './override-texts.ts';

/** The guides with a shop's own in place of some, or beside them. `given`: unchecked; `path`: for reports. */
export function overrideGuides(guides: Guides, given: unknown, path: string): Guides {
  if (given === undefined) return guides;
  if (!isRecord(given)) {
    report(path, 'an object');
    return guides;
  }
  const named: Record<string, GuideText> = { ...guides.named };
  for (const [name, text] of Object.entries(given))
    if (isFunction(text)) named[name] = guarded(named[name] ?? generalOf(guides, name), text, `${path}.${name}`);
    else report(`${path}.${name}`, 'a function');
  return { ...guides, named };
}

const generalOf = ({ retail, virtualAccount }: Guides, name: string): GuideText =>
  name.startsWith('retail_') ? retail : virtualAccount;

const guarded =
  (own: GuideText, text: TextFunction, name: string): GuideText =>
  (facts: GuideFacts) => {
    try {
      const shown = text(facts);
      if (Array.isArray(shown) && shown.every(isGuide)) return shown;
    } catch {
      // Reported as what returns no guides.
    }
    report(name, 'a function that returns a list of { title, steps }');
    return own(facts);
  };

const isGuide = (value: unknown): value is Guide =>
  isRecord(value) && typeof Reflect.get(value, 'title') === 'string' && isTextList(Reflect.get(value, 'steps'));
