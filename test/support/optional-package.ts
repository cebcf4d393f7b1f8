/** A package that a test can do without; `undefined` where it is not installed. It is a name, not an import, for the compiler. */
export async function optionalPackage(name: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

export const missing = (name: string): string => `${name} is not installed: \`npm ci\` brings it`;
