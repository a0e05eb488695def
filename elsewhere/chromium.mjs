/** Finds the Chromium that the browser test runs in; as a script, installs Debian's where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @returns {string | undefined} the path of its executable; the variable CHROMIUM wins. */
export function findChromium() {
  return [process.env['CHROMIUM'], ...places].find((place) => place && existsSync(place));
}

if (process.argv[1] === fileURLToPath(import.meta.url) && findChromium() === undefined) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const step of ['update -q', 'install -y -q --no-install-recommends chromium']) {
    const { status } = spawnSync('apt-get', step.split(' '), { stdio: ['ignore', 2, 2], env });
    console.log(`apt-get ${step}: ${status === 0 ? 'done' : 'FAILED'}`);
  }
}
