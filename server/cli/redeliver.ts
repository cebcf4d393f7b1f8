import { compose } from '../compose.ts';
import { readConfig } from '../config/config.ts';
import { logOf } from '../platform/log-of-config.ts';
import { environment, EXIT_CONFIG, printFaults } from '../main.ts';
import { redeliverEvent } from '../payments/event/redeliver-event.ts';
import { DomainError } from '../payments/core/domain-error.ts';

/** Queues an event for redelivery. The running server, or the next one to start, sends it. */
export async function redeliver(id: string | undefined): Promise<void> {
  const result = readConfig(environment);
  if (!result.ok) {
    printFaults(result.faults);
    process.exitCode = EXIT_CONFIG;
    return;
  }
  const { config } = result;
  const { domain, stop } = await compose({ config, log: logOf(config) });
  try {
    const event = await redeliverEvent(domain, id ?? '');
    process.stdout.write(`${event.id} (${event.type}) is queued for redelivery\n`);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    await stop();
  }
}
