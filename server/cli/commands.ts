import type { CommandGroup } from './command.ts';
import { OPERATING } from './commands/operating.ts';
import { RUNNING } from './commands/running.ts';
import { SETTING_UP } from './commands/setting-up.ts';
import { STORAGE } from './commands/storage.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandGroup[] = [
  { title: 'Run', commands: RUNNING },
  { title: 'Set up', commands: SETTING_UP },
  { title: 'Operate a running server', commands: OPERATING },
  { title: 'Storage', commands: STORAGE },
];
