import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandFailed } from '../command-failed.ts';
import { EXIT_USAGE } from '../exit-codes.ts';

/** How questions are asked. */
export interface Ask {
  /** The answer without spaces around it; empty where nothing was answered. */
  question(text: string, orElse: string, isSecret: boolean): Promise<string>;
  tell(text: string): void;
  end(): void;
}

/** `--yes`: every question has its default. */
export const noQuestions: Ask = {
  question: () => Promise.resolve(''),
  tell: () => undefined,
  end: () => undefined,
};

/** Asks on standard error, so that standard output has the result alone. What is typed for a secret is not shown. */
export function askInTerminal(input: NodeJS.ReadStream = process.stdin): Ask {
  let isHidden = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) process.stderr.write(chunk as Buffer);
      done();
    },
  });
  const lines = createInterface({ input, output, terminal: input.isTTY });
  const answers: AsyncIterator<string, unknown> = lines[Symbol.asyncIterator]();
  return {
    async question(text, orElse, isSecret) {
      process.stderr.write(`${text}${isSecret ? ' (not shown)' : ''}${orElse === '' ? '' : ` [${orElse}]`}: `);
      isHidden = isSecret;
      const answer = await answers.next();
      isHidden = false;
      if (isSecret || !input.isTTY) process.stderr.write('\n');
      if (answer.done === true) throw new CommandFailed('the answers have ended; --yes asks nothing', EXIT_USAGE);
      return answer.value.trim();
    },
    tell: (text) => void process.stderr.write(text),
    end: () => lines.close(),
  };
}
