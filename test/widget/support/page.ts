/* What a test asks of the browser itself: real keys, another window size, another colour scheme. */

interface ServerCommands {
  sendMessageWaitForResponse(message: object): Promise<{ executed: boolean; result?: unknown }>;
}

async function command(name: string, payload: object): Promise<void> {
  // Served by the test runner, so no bundler or compiler finds it.
  const path = '/__web-dev-server__web-socket.js';
  const socket = (await import(path)) as ServerCommands;
  const sessionId = new URL(location.href).searchParams.get('wtr-session-id');
  const { executed } = await socket.sendMessageWaitForResponse({
    type: 'wtr-command',
    sessionId,
    command: name,
    payload,
  });
  if (!executed) throw new Error(`the test runner knows no command "${name}"`);
}

/** Presses and releases a key: `ArrowDown`, `Tab`, `Enter`. */
export const press = (key: string): Promise<void> => command('send-keys', { press: key });
export const type = (text: string): Promise<void> => command('send-keys', { type: text });
/** Presses and releases the mouse at this point of the window. */
export const clickAt = (x: number, y: number): Promise<void> =>
  command('send-mouse', { type: 'click', position: [Math.round(x), Math.round(y)] });
export const setViewport = (width: number, height: number): Promise<void> => command('set-viewport', { width, height });
export const emulateMedia = (media: {
  colorScheme?: 'light' | 'dark';
  forcedColors?: 'active' | 'none';
  reducedMotion?: 'reduce' | 'no-preference';
}): Promise<void> => command('emulate-media', media);

/** Loads a script that puts itself on `window`. */
export function loadScript(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = path;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${path} cannot be loaded`)));
    document.head.append(script);
  });
}
