import type { OptionRules, Options } from './options.ts';

export interface Command {
  /** One word or two. */
  readonly name: string;
  readonly parameters: readonly string[];
  /** `--name <value>` and `--name`. None by default. */
  readonly options?: OptionRules;
  /** What it does, in at most sixty characters: a line of the list of all commands. */
  readonly summary: string;
  /** What there is to know beyond that, for `--help`: paragraphs of at most 100 characters a line. */
  readonly about?: string;
  /** At least one call as a user would type it. */
  readonly examples: readonly [string, ...string[]];
  run(parameters: readonly string[], options: Options): Promise<unknown>;
}

/** Commands under one heading of the list. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}
