import type { DatabaseLogin, Instance, ResolvedSettings, Settings } from '@outrider/runtime';

/** What is the same for all processes of a run. */
export type SharedInstance = Omit<Instance, 'process' | 'processes' | 'log_file' | 'database' | 'ports'>;

/** Processes that may log in to the database. */
const DATABASE_PROCESSES = new Set(['server']);

/** With demo on and no link given, the simulated aircraft get one, and so do recorded logs. */
export function withDemoLink(settings: Settings): Settings {
  if (!settings.demo || settings.gateway.links.length > 0) return settings;
  const links = ['demo', 'replay'].map((id) => ({
    id,
    kind: 'udp-in' as const,
    host: '127.0.0.1',
    port: 0,
    agency: 'demo',
    simulated: true,
    signing: { required: false },
  }));
  return { ...settings, gateway: { ...settings.gateway, links } };
}

/**
 * The settings of one process. Ports that were 0 become those that were bound before, so that a restart keeps them; only a
 * process that may use the database learns how to log in.
 */
export function resolveFor(
  process: string,
  processes: string[],
  settings: Settings,
  shared: SharedInstance,
  logFile: string,
  database: DatabaseLogin | null,
  ports: Record<string, number>,
): ResolvedSettings {
  const mayLogIn = DATABASE_PROCESSES.has(process);
  return {
    settings: withPorts(mayLogIn ? settings : { ...settings, database: { ...settings.database, url: null } }, ports),
    instance: { ...shared, process, processes, log_file: logFile, database: mayLogIn ? database : null, ports },
  };
}

function withPorts(settings: Settings, ports: Record<string, number>): Settings {
  const links = settings.gateway.links.map((link) => ({
    ...link,
    port: ports[`gateway.links.${link.id}.port`] ?? link.port,
  }));
  const http = { ...settings.http, port: ports['http.port'] ?? settings.http.port };
  return { ...settings, http, gateway: { ...settings.gateway, links } };
}

/** Address of the console for a browser on this machine, or the public one if it is set. */
export function consoleUrl(http: Settings['http'], port: number): string {
  if (http.public_url !== null) return http.public_url;
  const secure = http.tls.auto || http.tls.cert_file !== null;
  const anyAddress = http.host === '0.0.0.0' || http.host === '::';
  const host = anyAddress ? 'localhost' : http.host.includes(':') ? `[${http.host}]` : http.host;
  return `${secure ? 'https' : 'http'}://${host}:${port}`;
}
