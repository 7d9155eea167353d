/** The browsers and fonts that the tests need, by the system's own packages. */
import { existsSync } from 'node:fs';
import { findChromium, findCommand, findFirefox, findWebKit } from '../browsers.mjs';
import { lastLines, run } from './child.mjs';
import { step } from './steps.mjs';

const LIMIT_MS = 15 * 60_000;

/** What is absent here, as the names of Debian's packages. */
export function missingPackages() {
  const names = [];
  if (findChromium() === null) names.push('chromium');
  if (findFirefox() === null) names.push('firefox-esr');
  if (process.platform === 'linux' && findWebKit() === null) names.push('webkit2gtk-driver', 'xvfb', 'xauth');
  // Without fonts for their scripts, Arabic and Kurdish are drawn as boxes and every layout test measures those.
  if (process.platform === 'linux' && !existsSync('/usr/share/fonts/truetype/noto')) names.push('fontconfig', 'fonts-noto-core');
  return names;
}

/** Installs what is absent where that can be done without asking, and says what to install where it cannot. */
export async function installSystemPackages() {
  const names = missingPackages();
  if (names.length === 0) return;
  const apt = findCommand('apt-get');
  const command = apt === null ? null : await asRoot(apt);
  if (command === null) {
    console.log(`Not on this machine, and not installable from here: ${names.join(', ')} (Debian's names). `
      + 'Install them, or set CHROMIUM and FIREFOX to the paths of browsers that are elsewhere.');
    return;
  }
  await step(`System packages: ${names.join(', ')}`, async () => {
    const lock = ['-o', 'DPkg::Lock::Timeout=600'];
    const [program, ...before] = command;
    const updated = await run(program, [...before, ...lock, 'update'], { limitMs: LIMIT_MS });
    // A list of one's own that cannot be reached does not matter if the packages are found in the others.
    const install = [...before, ...lock, 'install', '-y', '--no-install-recommends', ...names];
    const installed = await run(program, install, { limitMs: LIMIT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } });
    if (installed.code === 0) return;
    console.log(`\n${lastLines(updated.code === 0 ? installed.output : updated.output + installed.output, 12)}`);
    console.log('The system packages could not be installed; going on with what is here.');
  });
}

/**
 * How to run apt with the rights that it needs, or `null` when that would take a password.
 * @param {string} apt
 * @returns {Promise<[string, ...string[]] | null>}
 */
async function asRoot(apt) {
  if (process.getuid?.() === 0) return [apt];
  const sudo = findCommand('sudo');
  if (sudo === null) return null;
  const { code } = await run(sudo, ['-n', 'true'], { limitMs: 10_000 });
  return code === 0 ? [sudo, '-n', 'DEBIAN_FRONTEND=noninteractive', apt] : null;
}
