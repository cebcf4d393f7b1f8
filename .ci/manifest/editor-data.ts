import type { ElementDeclaration } from './element-manifest.ts';

/** The quoted words of a union: `'auto' | 'light' | undefined`. */
const choices = (type: string): readonly string[] => [...type.matchAll(/'([^']+)'/g)].map(([, word = '']) => word);

/** For VS Code: `"html.customData"` of its settings. */
export const vscodeData = ({ tagName, description, attributes }: ElementDeclaration) => ({
  version: 1.1,
  tags: [
    {
      name: tagName,
      description,
      attributes: attributes.map(({ name, description: text, type }) => ({
        name,
        description: text,
        ...(choices(type.text).length > 0 ? { values: choices(type.text).map((choice) => ({ name: choice })) } : {}),
      })),
    },
  ],
});

/** For the editors of JetBrains, which find it by `web-types` of package.json. */
export const webTypes = (declaration: ElementDeclaration, name: string, version: string) => ({
  $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
  name,
  version,
  'description-markup': 'markdown',
  'js-types-syntax': 'typescript',
  contributions: {
    html: {
      elements: [
        {
          name: declaration.tagName,
          description: declaration.description,
          attributes: declaration.attributes.map(({ name: attribute, description, type }) => ({
            name: attribute,
            description,
            value: { type: type.text },
          })),
          slots: declaration.slots,
          js: {
            properties: declaration.members.flatMap((member) =>
              member.kind === 'field'
                ? { name: member.name, description: member.description, type: member.type.text }
                : [],
            ),
            events: declaration.events.map(({ name: event, description, type }) => ({
              name: event,
              description,
              type: type.text,
            })),
          },
          css: {
            parts: declaration.cssParts,
            properties: declaration.cssProperties.map(({ name: property, default: value }) => ({
              name: property,
              ...(value ? { default: value } : {}),
            })),
          },
        },
      ],
    },
  },
});
