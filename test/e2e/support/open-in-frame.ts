import type { FrameLocator, Page } from 'playwright-core';

/** A sandbox that does not allow navigating the top window. */
export const SANDBOX =
  'sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox"';

/** A page of another origin that shows the shop's checkout page in a frame. */
export async function openInFrame(page: Page, url: string, attributes: string): Promise<FrameLocator> {
  await page.route('http://around.localhost/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Around</title><iframe allow="local-network-access" ${attributes} src="${url}" width="900" height="1200"></iframe>`,
    }),
  );
  // The demo shop forbids framing; remove the headers.
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, 'x-frame-options': __, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  // Routed pages count as public network, from which local addresses need this permission.
  await page.context().grantPermissions(['local-network-access']);
  await page.goto('http://around.localhost/');
  return page.frameLocator('iframe');
}
