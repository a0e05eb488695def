/** Pages of a folder, in headless Chromium. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** Without a sandbox, which root cannot have, and without calls home. */
const flags =
  '--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update --disable-sync --no-first-run';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/**
 * Opens a page, and waits until it logs something.
 *
 * @param executablePath of Chromium
 * @param folder what is served
 * @returns the first argument of the first `console.log`
 * @throws {Error} what the page threw
 */
export async function logOf(executablePath: string, folder: string, page: string): Promise<unknown> {
  const server = createServer(({ url }, response) => {
    const file = path.join(folder, new URL(url ?? '', 'http://localhost').pathname);
    const found = existsSync(file) && statSync(file).isFile();
    response.writeHead(found ? 200 : 404, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
    if (found) createReadStream(file).pipe(response);
    else response.end();
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  const browser = await chromium.launch({ executablePath, args: flags.split(' ') });
  try {
    const tab = await browser.newPage();
    const logged = new Promise<unknown>((log, fail) => {
      tab.on('console', (message) => {
        if (message.type() === 'log') log(message.args()[0]?.jsonValue());
      });
      tab.on('pageerror', fail);
    });
    await tab.goto(`http://localhost:${(server.address() as AddressInfo).port}/${page}`);
    return await logged;
  } finally {
    await browser.close();
    server.close();
  }
}
