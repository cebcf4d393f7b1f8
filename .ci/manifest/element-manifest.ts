import { readClass, sentences, tagsOf } from './read-class.ts';
import { styleProperties } from './style-properties.ts';

const TAG = 'kasir-checkout';
const CLASS = 'KasirCheckout';
const MODULE = 'dist/index.js';

export type ElementManifest = ReturnType<typeof elementManifest>;
export type ElementDeclaration = ElementManifest['modules'][number]['declarations'][number];

/**
 * The custom elements manifest (schema 2.1.0) of the widget, from its sources: properties and attributes of lit's
 * `static properties`, methods, and what the class's comment names.
 *
 * @param widget the folder of the sources
 */
export function elementManifest(widget: string) {
  const settings = readClass(`${widget}/settings-element.ts`, 'SettingsElement');
  const element = readClass(`${widget}/kasir-checkout.ts`, CLASS);
  const isAttribute = (name: string): boolean => !/attribute: false/.test(settings.declared.get(name) ?? '');
  const fields = settings.members.map(({ name, type, description }) => ({
    kind: 'field' as const,
    name,
    type: { text: type },
    description,
    ...(isAttribute(name) ? { attribute: name } : {}),
    ...(/reflect: true/.test(settings.declared.get(name) ?? '') ? { reflects: true } : {}),
  }));
  const methods = element.members
    .filter(({ isMethod }) => isMethod)
    .map(({ name, type, description, parameters }) => ({
      kind: 'method' as const,
      name,
      description,
      parameters: parameters.map((parameter) => ({ name: parameter.name, type: { text: parameter.type } })),
      return: { type: { text: type } },
    }));
  const declaration = {
    kind: 'class' as const,
    customElement: true as const,
    name: CLASS,
    tagName: TAG,
    description: sentences(element.comment),
    superclass: { name: 'ReactiveElement', package: 'lit' },
    attributes: fields.flatMap(({ name, type, description, attribute }) =>
      attribute === undefined ? [] : { name: attribute, fieldName: name, type, description },
    ),
    members: [...fields, ...methods],
    events: tagsOf(element.comment, 'fires').map(({ name, type, description }) => ({
      name,
      type: { text: type },
      description: [sentences(readClass(`${widget}/events.ts`, type).comment), description].filter(Boolean).join(' '),
    })),
    slots: described(tagsOf(element.comment, 'slot')),
    cssParts: described(tagsOf(element.comment, 'csspart')),
    cssProperties: styleProperties(widget).map(({ name, default: value }) => ({ name, default: value })),
  };
  return {
    schemaVersion: '2.1.0' as const,
    modules: [
      {
        kind: 'javascript-module' as const,
        path: MODULE,
        declarations: [declaration],
        exports: [{ kind: 'js' as const, name: CLASS, declaration: { name: CLASS, module: MODULE } }],
      },
      {
        kind: 'javascript-module' as const,
        path: 'dist/define.js',
        declarations: [],
        exports: [
          { kind: 'custom-element-definition' as const, name: TAG, declaration: { name: CLASS, module: MODULE } },
        ],
      },
    ],
  };
}

const described = (all: readonly { readonly name: string; readonly description: string }[]) =>
  all.map(({ name, description }) => ({ name, ...(description ? { description } : {}) }));
