import { EXIT_FAILURE } from './exit-codes.ts';

/** Ends a command: the message is printed without a stack, and the process exits with the code. */
export class CommandFailed extends Error {
  override readonly name: string = 'CommandFailed';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT_FAILURE, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
