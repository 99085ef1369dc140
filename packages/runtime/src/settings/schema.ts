import { Type } from 'typebox';
import type { Static } from 'typebox';

// Every key of outrider.example.yaml, with its default. The example's comments are the manual; a test keeps the two equal.

const port = (fallback: number) => Type.Integer({ minimum: 0, maximum: 65_535, default: fallback });
const nullableText = Type.Union([Type.String({ minLength: 1 }), Type.Null()], { default: null });
const closed = { additionalProperties: false, default: {} };

export const LinkSettingsSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,31}$' }),
    kind: Type.Union([
      Type.Literal('udp-in'),
      Type.Literal('udp-out'),
      Type.Literal('tcp-client'),
      Type.Literal('tcp-server'),
    ]),
    host: Type.String({ minLength: 1, default: '127.0.0.1' }),
    port: port(0),
    agency: Type.String({ minLength: 1 }),
    simulated: Type.Boolean({ default: false }),
    signing: Type.Object({ required: Type.Boolean({ default: false }) }, closed),
  },
  { additionalProperties: false },
);

export const SettingsSchema = Type.Object(
  {
    data_dir: Type.String({ minLength: 1, default: '.outrider' }),
    demo: Type.Boolean({ default: false }),
    http: Type.Object(
      {
        host: Type.String({ minLength: 1, default: '127.0.0.1' }),
        port: port(8080),
        public_url: nullableText,
        body_limit_bytes: Type.Integer({ minimum: 1024, maximum: 1_073_741_824, default: 8_388_608 }),
        tls: Type.Object(
          { cert_file: nullableText, key_file: nullableText, auto: Type.Boolean({ default: false }) },
          closed,
        ),
      },
      closed,
    ),
    auth: Type.Object(
      {
        idle_lock_min: Type.Integer({ minimum: 1, maximum: 1440, default: 30 }),
        session_max_h: Type.Integer({ minimum: 1, maximum: 24, default: 12 }),
        failed_logins: Type.Integer({ minimum: 3, maximum: 100, default: 5 }),
        failed_window_min: Type.Integer({ minimum: 1, maximum: 1440, default: 15 }),
      },
      closed,
    ),
    database: Type.Object(
      { url: nullableText, pool_size: Type.Integer({ minimum: 2, maximum: 200, default: 10 }) },
      closed,
    ),
    bus: Type.Object(
      {
        kind: Type.Union([Type.Literal('local'), Type.Literal('nats')], { default: 'local' }),
        url: nullableText,
        credentials_file: nullableText,
        ca_file: nullableText,
        users_file: nullableText,
      },
      closed,
    ),
    gateway: Type.Object(
      {
        name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,31}$', default: 'gateway' }),
        system_id: Type.Integer({ minimum: 1, maximum: 255, default: 255 }),
        component_id: Type.Integer({ minimum: 1, maximum: 255, default: 190 }),
        receive_buffer_bytes: Type.Integer({ minimum: 65_536, maximum: 268_435_456, default: 8_388_608 }),
        spool_max_mb: Type.Integer({ minimum: 16, maximum: 1_048_576, default: 2048 }),
        links: Type.Array(LinkSettingsSchema, { default: [], maxItems: 256 }),
      },
      closed,
    ),
    media: Type.Object(
      {
        host: nullableText,
        webrtc_port: port(0),
        rtmp_port: port(0),
        ca_file: nullableText,
        receive_buffer_bytes: Type.Integer({ minimum: 65_536, maximum: 268_435_456, default: 4_194_304 }),
        recording: Type.Object(
          {
            enabled: Type.Boolean({ default: true }),
            reserve_mb: Type.Integer({ minimum: 16, maximum: 1_048_576, default: 2048 }),
          },
          closed,
        ),
      },
      closed,
    ),
    evidence: Type.Object(
      {
        passphrase: nullableText,
        checkpoint_folder: nullableText,
        original_limit_gib: Type.Number({ exclusiveMinimum: 0, maximum: 4096, default: 64 }),
        plain_http_hosts: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { default: [], maxItems: 100 }),
      },
      closed,
    ),
    mail: Type.Object(
      {
        host: nullableText,
        port: port(587),
        security: Type.Union([Type.Literal('starttls'), Type.Literal('tls'), Type.Literal('none')], {
          default: 'starttls',
        }),
        username: nullableText,
        password: nullableText,
        from: nullableText,
      },
      closed,
    ),
    map: Type.Object({ style_url: nullableText, pmtiles_file: nullableText }, closed),
    simulation: Type.Object(
      {
        speed: Type.Number({ exclusiveMinimum: 0, maximum: 1000, default: 1 }),
        seed: Type.Integer({ minimum: 0, maximum: 4_294_967_295, default: 1 }),
        cameras: Type.Boolean({ default: true }),
      },
      closed,
    ),
    log: Type.Object(
      {
        level: Type.Union(
          (['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const).map((level) => Type.Literal(level)),
          { default: 'info' },
        ),
        format: Type.Union([Type.Literal('auto'), Type.Literal('text'), Type.Literal('json')], { default: 'auto' }),
      },
      closed,
    ),
  },
  { additionalProperties: false },
);

export type LinkSettings = Static<typeof LinkSettingsSchema>;
/** The one typed settings object, named exactly as in the YAML file. Read once; never changed while running. */
export type Settings = Static<typeof SettingsSchema>;
