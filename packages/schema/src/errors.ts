/** Every error a user can see: a code for life, an HTTP status, what it means and what to do. docs/errors.md is generated from it. */
export interface ErrorEntry {
  readonly status: number;
  readonly title: string;
  readonly remedy: string;
}
const e = (status: number, title: string, remedy: string): ErrorEntry => ({ status, title, remedy });

export const ERRORS = {
  bad_request: e(400, 'The request is not of the expected form', 'Correct the named field and send it again.'),
  not_json: e(400, 'The body is not valid JSON', 'Send a JSON document in UTF-8.'),
  too_large: e(413, 'The body is larger than allowed', 'Send less at once; the limit is named in the message.'),
  not_signed_in: e(401, 'Nobody is signed in', 'Sign in, or send an API key as a bearer token.'),
  wrong_credentials: e(
    401,
    'Name or password is wrong',
    'Check both; after five failures the account is locked for 15 minutes.',
  ),
  account_locked: e(
    429,
    'The account is locked after five failed attempts',
    'Wait for the time named, or ask an administrator.',
  ),
  session_expired: e(401, 'The session has ended', 'Sign in again.'),
  forbidden: e(403, 'Your roles do not allow this', 'Ask an administrator for a role that holds the named permission.'),
  origin_refused: e(403, 'The request comes from another web site', 'Open the console at its own address.'),
  not_found: e(404, 'There is no such thing here', 'Check the id; things of another agency are not visible.'),
  conflict: e(409, 'It was changed by somebody else, or exists already', 'Load it again and repeat the change.'),
  rate_limited: e(429, 'Too many requests', 'Wait and try again.'),
  internal: e(500, 'Something failed inside Outrider', 'Try again; the log holds the reference named in the message.'),
  database_unavailable: e(
    503,
    'The database does not answer',
    'Aircraft in the air stay under control; look at the server log.',
  ),
  gateway_unavailable: e(
    503,
    'The gateway of this aircraft does not answer',
    'Use the hand-held transmitter; look at the gateway log.',
  ),
  vehicle_not_bound: e(
    409,
    'The aircraft has no live link bound to it',
    'Bind the vehicle under Administration, Links.',
  ),
  vehicle_owned_elsewhere: e(
    409,
    'Another gateway commands this aircraft',
    'Use that gateway; an aircraft changes over when it is on the ground and idle.',
  ),
  vehicle_link_lost: e(
    409,
    'The link to the aircraft is lost',
    'The aircraft follows its verified lost-link action; wait for the link.',
  ),
  not_ready: e(409, 'The aircraft is not ready', 'Open its readiness list; each line says what would change it.'),
  failsafe_not_ready: e(
    409,
    'A failsafe of the autopilot is off or wrong',
    'Set the failsafes from the readiness list and read them back.',
  ),
  fence_upload_failed: e(
    409,
    'The fence could not be uploaded and verified',
    'Check the link; the aircraft stays on the ground.',
  ),
  plan_upload_failed: e(
    409,
    'The flight plan could not be uploaded and verified',
    'Check the link; the aircraft stays where it is.',
  ),
  return_line_blocked: e(
    409,
    'The straight way home is blocked at every allowed height',
    'Choose another aircraft or target.',
  ),
  arming_refused: e(409, 'The autopilot refuses to arm', 'Its own reason is in the message; wait or mend it.'),
  command_rejected: e(409, 'The autopilot rejected the command', 'Its own reason is in the message.'),
  command_unsupported: e(
    409,
    'The aircraft cannot do this',
    'Choose another action; its capabilities are listed under Fleet.',
  ),
  command_timed_out: e(
    504,
    'The autopilot neither answered nor acted in time',
    'Watch the aircraft; hold or return it.',
  ),
  command_expired: e(
    409,
    'The command came too late to be carried out',
    'Send it again with a new id if it is still wanted.',
  ),
  command_id_reused: e(409, 'This command id was used for another command', 'Make a new id for each intent.'),
  stop_latched: e(409, 'STOP is latched', 'Re-activate the aircraft first.'),
  terminate_not_allowed: e(
    403,
    'Cutting the motors is not allowed for you',
    'It is a separate permission that no role has by default.',
  ),
  control_held: e(409, 'Somebody else holds control', 'Ask for takeover; the holder is named in the message.'),
  lease_expired: e(409, 'Your control lease has expired', 'Take control again.'),
  lease_wrong_epoch: e(409, 'This control lease was replaced', 'Take control again.'),
  visual_line_of_sight_required: e(
    409,
    'Manual flight of a real aircraft needs confirmed visual line of sight',
    'Confirm that you or an observer see the aircraft.',
  ),
  mode_not_position_holding: e(409, 'Manual control needs a position-holding mode', 'Hold first; then take control.'),
  flight_state: e(409, 'The flight is not in a state that allows this', 'Load the flight again.'),
  outside_fence: e(
    409,
    'The order leads out of the fence of this flight',
    'Choose a place and a height inside; for one outside, return and request an aircraft for it.',
  ),
  beyond_limits: e(
    409,
    'The order leads beyond the limits that the RPIC has set',
    'Stay inside, or ask the RPIC to change the limits.',
  ),
  not_the_rpic: e(403, 'Only the RPIC of the flight decides this', 'Ask the RPIC, or take the flight over as RPIC.'),
  aircraft_busy: e(409, 'The aircraft is on another flight', 'Choose another aircraft or end that flight.'),
  crew_limit: e(
    409,
    'You already fly as many aircraft as your authority allows',
    'Hand one over, or put an authority on file.',
  ),
  crew_not_current: e(409, 'Your papers or currency do not allow this flight', 'See your crew entry.'),
  dispatch_refused: e(
    409,
    'The dispatch decision does not allow this aircraft',
    'Every reason is listed; choose another aircraft.',
  ),
  trust_stopped: e(
    409,
    'Trust does not permit this aircraft for this mission',
    'An RPIC may override with a recorded reason where the agency allows it.',
  ),
  out_of_range: e(
    409,
    'The aircraft could not come home with its reserve',
    'Choose a nearer aircraft or a charged battery.',
  ),
  bad_geojson: e(400, 'The GeoJSON is not usable', 'Correct the named feature; nothing was imported.'),
  bad_csv: e(400, 'The CSV is not usable', 'Correct the named line; nothing was imported.'),
  bad_metar: e(400, 'The METAR cannot be read', 'Correct the named group or enter the weather by hand.'),
  bad_log: e(
    400,
    'The flight log cannot be read',
    'The offset where it breaks off is named; what is before it is kept.',
  ),
  bad_settings: e(400, 'A setting is wrong', 'Correct the named key; outrider.example.yaml explains each.'),
  tls_required: e(400, 'A public address needs TLS', 'Set http.tls, or bind to 127.0.0.1.'),
  port_in_use: e(500, 'The port is in use', 'Choose another port in the settings.'),
  password_too_weak: e(400, 'The password is too short or well known', 'Use at least 15 characters.'),
  last_administrator: e(409, 'The last administrator cannot be removed', 'Make another administrator first.'),
  not_supervised: e(500, 'A part of Outrider was started by itself', 'Start it with "outrider serve".'),
  folder_in_use: e(409, 'The folder is in use by another process', 'Stop that one, or use a folder of its own.'),
  bus_bad_subject: e(500, 'A message was sent to an impossible subject', 'This is a mistake in Outrider; report it.'),
  bus_message_too_large: e(500, 'A message between processes is too large', 'Ask for less at once.'),
  bus_no_responder: e(503, 'The process that answers this is not running', 'See its log; it is restarted by itself.'),
  bus_timeout: e(504, 'Another process did not answer in time', 'See its log; it may be overloaded.'),
  bus_closed: e(
    503,
    'The connection between the processes is down',
    'It is retried; see the supervisor or NATS server.',
  ),
  bus_refused: e(
    403,
    'The NATS server does not take the credentials',
    'Check bus.credentials_file; a new or revoked gateway needs its users file to be read again.',
  ),
  spool_full: e(507, 'The journal on disk is full', 'Bring the server back so that it reads it, or raise its limit.'),
  spool_failed: e(507, 'The journal could not be written', 'Check the disk, then start the process again.'),
  spool_closed: e(503, 'The journal is closed', 'The process is ending; try again.'),
  database_start_failed: e(500, 'The embedded database did not start', 'The reason is in the message and in its log.'),
  database_too_old: e(500, 'The PostgreSQL server is too old', 'Use PostgreSQL 15 or newer.'),
  database_newer: e(
    500,
    'The database was upgraded by a newer version',
    'Start the newer version again, or restore a backup made before the upgrade.',
  ),
  database_role_privileged: e(
    500,
    'The database role of the application may pass row-level security, which keeps agencies apart',
    'Take SUPERUSER and BYPASSRLS from the role outrider_application.',
  ),
  migration_changed: e(
    500,
    'A released step of the database schema was changed',
    'Use an unmodified release; a released step never changes.',
  ),
  process_start_failed: e(500, 'A process did not start', 'The reason is in the message and in its log.'),
  bad_backup: e(400, 'The backup cannot be used', 'Take the named file from another copy of the backup.'),
  folder_not_empty: e(409, 'The folder is not empty', 'Name a new folder, or empty this one.'),
  restore_differs: e(
    500,
    'What was restored differs from the backup',
    'Remove the data folder and restore again; keep the backup.',
  ),
  record_chain_damaged: e(
    409,
    'A chain of this record was altered',
    'Leave the record as it is: outrider verify says what of it still holds.',
  ),
  record_replaced: e(
    409,
    'Another record lies in the place of this one',
    'Leave it as it is and find out who changed the data folder; the sealed record is in exports and backups.',
  ),
  record_unreadable: e(400, 'This is no record of a flight', 'Name the folder of a record, or a ZIP of it.'),
  upload_refused: e(400, 'The upload does not fit to what was announced', 'Send the file again from its beginning.'),
  disk_full: e(507, 'The disk has no room', 'Make room, or let retention delete what is due, then try again.'),
  record_not_sealed: e(
    409,
    'The record is not sealed yet',
    'It is sealed after the flight has ended and everything of it has arrived; its state says what is missing.',
  ),
  bad_key: e(400, 'This is no public key of an agency', 'Give the text that the agency exports under Evidence, Keys.'),
  evidence_key_locked: e(
    500,
    'The key that signs records cannot be opened',
    'Put back the key file or the passphrase with which it was locked; both are named in the settings.',
  ),
  file_unreadable: e(400, 'The file cannot be read or written', 'Check the path and its permissions.'),
  server_unreachable: e(503, 'No Outrider answers at this address', 'Start it, or name its address with --url.'),
  no_video: e(503, 'The camera has not sent a picture yet', 'Wait until it is live, or check its source.'),
  range_not_satisfiable: e(
    416,
    'The file has no such bytes',
    'Ask for bytes within its length, which the answer names.',
  ),
  redaction_unavailable: e(
    503,
    'Video cannot be redacted on this machine',
    'Install ffmpeg on the machine that runs the media process.',
  ),
  redaction_failed: e(500, 'The redacted video could not be made', 'Try again; the message says where it failed.'),
  redaction_busy: e(429, 'Too much is being redacted at once', 'Wait until some of it is done.'),
  redaction_state: e(
    409,
    'The redaction is not at the step for this',
    'Load it again; its state says what can be done with it.',
  ),
  proposals_open: e(
    409,
    'Nobody has decided yet on some of what the detector proposed',
    'Accept or reject each proposal, save, and render again.',
  ),
  reviewer_is_editor: e(
    403,
    'Whoever drew a redaction cannot sign it off',
    'Ask another custodian or administrator to review it.',
  ),
  clip_refused: e(409, 'No clip can be cut there', 'Choose another time; the message says which times there are.'),
  codec_not_offered: e(
    406,
    'The browser cannot show what the camera sends',
    'Set the camera to H.264, or watch with a browser that shows H.265.',
  ),
  too_many_viewers: e(
    429,
    'So many watch this camera that no more can',
    'Close a view, or share through a media server.',
  ),
  onvif_no_answer: e(
    502,
    'The camera gives no answer',
    'Check host and port, and that the camera is on and can be reached from the machine of the media process.',
  ),
  onvif_login_refused: e(
    409,
    'The camera refuses the user name or the password',
    'Correct them; many cameras keep users for ONVIF of their own.',
  ),
  onvif_not_spoken: e(
    502,
    'The camera does not answer by ONVIF as it should',
    'Switch ONVIF on in the camera, name the port on which it speaks it, or enter its RTSP address by hand.',
  ),
  publish_key_refused: e(
    401,
    'The key under which pictures are pushed is not that of a camera',
    'Copy address and key once more from the settings of the camera.',
  ),
  share_ended: e(404, 'This link has ended, or never was', 'Ask whoever sent it for a new one.'),
  share_sign_in: e(
    401,
    'This picture is shown to members of the agency alone',
    'Sign in with an account of the agency.',
  ),
  message_empty: e(400, 'The message says nothing', 'Write some words, or set a pin on the map.'),
  message_gateway_missing: e(
    409,
    'The agency has no message gateway',
    'Copy the link, or have an administrator set the gateway under Administration.',
  ),
  message_gateway_failed: e(
    502,
    'The message gateway did not take the message',
    'Copy the link and send it yourself; have an administrator check the gateway.',
  ),
  bad_offer: e(400, 'The WebRTC offer cannot be answered', 'Send an SDP offer that receives one video track.'),
  media_unavailable: e(
    503,
    'The media process does not answer',
    'It is restarted by itself; try again in a few seconds.',
  ),
  bad_scenario: e(400, 'The scenario file is not usable', 'Correct the named key.'),
  scenario_not_started: e(
    500,
    'The system that a scenario needs did not start',
    'Its last words are in the message; its folder is kept.',
  ),
  unknown_option: e(400, 'The command line is wrong', 'Run it with --help.'),
  speed_not_simulated: e(400, 'Scaled time needs every link to be simulated', 'Remove the real links or the speed.'),
} as const satisfies Record<string, ErrorEntry>;
export type ErrorCode = keyof typeof ERRORS;
/** What an API answers when it refuses. */
export interface ErrorBody {
  error: { code: ErrorCode; message: string; field?: string; remedy: string; reference?: string };
}
