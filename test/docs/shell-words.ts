/** The commands of a script and their words: with quotes, comments, and lines that go on; without expansion. */
export function shellCommands(script: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let at = 0;
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  while (at < script.length) {
    const rest = script.slice(at);
    const [token = ''] = /^('[^']*'|"(?:[^"\\]|\\.)*"|\\\n|&&|[\n;|]|[ \t]+|#[^\n]*|[^])/.exec(rest) ?? [];
    at += token.length;
    if (/^['"]/.test(token) && token.length > 1) word = (word ?? '') + token.slice(1, -1);
    else if (/^[ \t]|^\\\n/.test(token)) endWord();
    else if (token.startsWith('#') && word === undefined) continue;
    else if (/^(&&|[\n;|])$/.test(token)) {
      endWord();
      commands.push([]);
    } else word = (word ?? '') + token;
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}
