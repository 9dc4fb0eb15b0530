// A WordPress of its own, on PHP's own web server, with SQLite: installed for a run of the tests, and gone with it.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { WORDPRESS } from '../../scripts/wordpress.ts';
import { endGroup, startGroup } from '../engines/process.ts';
import { freePort } from '../free-port.ts';

export type Role = 'administrator' | 'editor' | 'author' | 'contributor';

/** How somebody is let in: as a program, and as a browser. */
type Keys = { password: string; cookies: Record<string, string> };

/** Where it is, the folder of all that it writes, and the keys of somebody of each role. */
export type Site = {
  origin: string;
  content: string;
  environment: Record<string, string>;
  keys: Record<Role, Keys>;
};

const HERE = join(import.meta.dirname, 'site');

/** Starts it without the plugin; the caller closes it. */
export async function startSite(): Promise<Site & { close(): Promise<void> }> {
  const content = await mkdtemp(join(tmpdir(), 'pledgemark-wordpress-'));
  const own = join(WORDPRESS, 'wp-content');
  for (const folder of ['mu-plugins', 'plugins', 'themes', 'database', 'mails', 'languages/plugins'])
    await mkdir(join(content, folder), { recursive: true });
  await cp(join(own, 'db.php'), join(content, 'db.php'));
  for (const shared of ['mu-plugins/sqlite-database-integration', 'themes/twentytwentyfour'])
    await symlink(join(own, shared), join(content, shared));
  await cp(join(HERE, 'must-use.php'), join(content, 'mu-plugins/must-use.php'));
  await cp(join(HERE, 'classic-theme'), join(content, 'themes/classic'), { recursive: true });

  const address = `127.0.0.1:${await freePort()}`;
  const environment = {
    WORDPRESS_CONFIG: join(HERE, 'config.php'),
    WORDPRESS_FILES: WORDPRESS,
    WORDPRESS_CONTENT: content,
    WORDPRESS_ORIGIN: `http://${address}`,
    PHP_CLI_SERVER_WORKERS: '4',
  };
  const env = { ...process.env, ...environment };
  const keys = JSON.parse(
    // Its mail to the administrator goes nowhere.
    execFileSync('php', ['-d', 'sendmail_path=cat > /dev/null', join(HERE, 'install.php')], {
      env,
      encoding: 'utf8',
    }),
  );
  const server = startGroup(
    'php',
    [
      ...['-d', 'opcache.enable_cli=1', '-d', 'memory_limit=256M', '-q'],
      ...['-d', `sendmail_path=cat >> ${join(content, 'mails/sent')}`],
      ...['-S', address, '-t', WORDPRESS, join(HERE, 'router.php')],
    ],
    environment,
  );
  server.stderr?.resume();
  const site = { origin: environment.WORDPRESS_ORIGIN, content, environment, keys };
  const isUp = () =>
    fetch(site.origin).then(
      // A body that nobody reads would end Node with the connection.
      (answer) => answer.text().then(() => answer.ok),
      () => false,
    );
  while (!(await isUp())) {
    if (server.exitCode !== null) throw new Error('The web server of PHP did not start.');
    await setTimeout(100);
  }
  const close = async () => {
    endGroup(server);
    await rm(content, { recursive: true, force: true, maxRetries: 5 });
  };
  return { ...site, close };
}
