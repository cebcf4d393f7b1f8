import type { ChannelKind } from '../../shared/channel.ts';
import type { Instruction, InstructionKind, InstructionOf } from '../../shared/instruction.ts';
import type { Departure } from './departure.ts';
import { LIKELY_INSTRUCTION } from '../../shared/likely-instruction.ts';
import type { InstructionView } from './view.ts';

type Loader<K extends InstructionKind> = (
  instruction?: InstructionOf<K>,
) => Promise<{ readonly view: InstructionView<K> }>;

/** One chunk per kind of instruction: a new kind does not compile until it has its view. */
const VIEWS: { readonly [K in InstructionKind]: Loader<K> } = {
  redirect: () => import('./redirect.ts'),
  form_post: async (instruction) =>
    instruction?.inputs ? { view: (await import('./card-form.ts')).cardView() } : import('./form-post.ts'),
  virtual_account: () => import('./virtual-account.ts'),
  retail_code: () => import('./retail-code.ts'),
  qr: () => import('./qr.ts'),
  push: () => import('./push.ts'),
  otp: () => import('./otp.ts'),
  none: () => import('./none.ts'),
};

/** A view with the instruction it was loaded for. */
export interface BoundView {
  readonly instruction: Instruction;
  readonly heading: (context: Parameters<InstructionView<'none'>['heading']>[1]) => string;
  readonly body: (
    context: Parameters<InstructionView<'none'>['body']>[1],
  ) => ReturnType<InstructionView<'none'>['body']>;
  readonly deadline: string | undefined;
  readonly returns: boolean;
  readonly leave: (departure: Departure) => void;
  readonly resume: InstructionView<'none'>['resume'];
  readonly status: InstructionView<'none'>['status'];
  readonly styles: InstructionView<'none'>['styles'];
  readonly close: () => void;
}

export function loadView(instruction: Instruction): Promise<BoundView> {
  return bind(instruction.kind, instruction);
}

async function bind<K extends InstructionKind>(kind: K, instruction: Instruction): Promise<BoundView> {
  if (!isKind(instruction, kind)) throw new TypeError(`not a ${kind} instruction`);
  const { view } = await VIEWS[kind](instruction);
  return {
    instruction,
    heading: (context) => view.heading(instruction, context),
    body: (context) => view.body(instruction, context),
    deadline: view.deadline?.(instruction),
    returns: view.returns === true,
    leave: (departure) => view.leave?.(instruction, departure),
    resume: view.resume,
    status: view.status,
    styles: view.styles,
    close: () => view.close?.(),
  };
}

const isKind = <K extends InstructionKind>(instruction: Instruction, kind: K): instruction is InstructionOf<K> =>
  instruction.kind === kind;

/** While the customer reads the row. */
export const prefetchView = (kind: ChannelKind): void => void VIEWS[LIKELY_INSTRUCTION[kind]]().catch(() => undefined);
