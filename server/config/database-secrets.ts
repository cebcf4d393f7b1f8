import { Secret } from '../platform/secret.ts';

/** What a log must not contain of the URL of a database: the password, as written and decoded, and the URL itself. */
export function databaseSecrets(url: Secret): readonly Secret[] {
  const value = url.reveal();
  if (!URL.canParse(value)) return [];
  const { password, searchParams } = new URL(value);
  const passwords = [password, decoded(password), searchParams.get('password') ?? ''].filter((each) => each !== '');
  return passwords.length === 0 ? [] : [...new Set([value, ...passwords])].map((each) => new Secret(each));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
